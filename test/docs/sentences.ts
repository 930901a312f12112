import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: true });
type Token = ReturnType<MarkdownIt['parse']>[number];

/** Text of one block, with the line of its file on which it starts. */
export interface Passage {
  readonly line: number;
  readonly text: string;
}

/** Stands for white space in inline code, so that each piece of code counts as one word and ends no sentence. */
const codeSpace = '␣';

const abbreviations = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|al|pp?|no|sec)\.$/iu;

/** Paragraphs and items of lists; not headings, tables, blocks of code, or items that start with a link. */
export function paragraphsOf(page: string): Passage[] {
  const tokens = markdown.parse(page, {});
  return tokens.flatMap((token, index) => {
    if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') return [];
    const isItem = tokens[index - 2]?.type === 'list_item_open';
    if (
      isItem &&
      token.children?.find(({ content, type }) => content !== '' || type === 'link_open')?.type ===
        'link_open'
    )
      return [];
    return [passageOf(token)];
  });
}

/** Every text that a reader sees except code: also headings and cells of tables. */
export function proseOf(page: string): Passage[] {
  let line = 1;
  return markdown.parse(page, {}).flatMap((token) => {
    // Cells of tables have no line of their own; their row has.
    line = (token.map?.[0] ?? line - 1) + 1;
    return token.type === 'inline' ? [{ ...passageOf(token, '`…`'), line }] : [];
  });
}

function passageOf(token: Token, code?: string): Passage {
  const text = (token.children ?? [])
    .map(({ type, content }) => {
      if (type === 'code_inline') return code ?? `\`${content.replaceAll(/\s/g, codeSpace)}\``;
      if (type === 'softbreak' || type === 'hardbreak') return '\n';
      return type === 'html_inline' ? '' : content;
    })
    .join('');
  return { line: (token.map?.[0] ?? 0) + 1, text };
}

/** Sentences of a passage, each with its own line. They end before white space and what can start a sentence. */
export function sentencesOf({ line, text }: Passage): Passage[] {
  const sentences: Passage[] = [];
  let start = 0;
  for (const end of [...text.matchAll(/[.!?…][)\]"'’”]*(?=\s+[\p{Lu}\d@`"'“(\[−])/gu)]) {
    const stop = end.index + end[0].length;
    if (abbreviations.test(text.slice(start, stop))) continue;
    sentences.push(sentenceAt(start, stop));
    start = stop;
  }
  sentences.push(sentenceAt(start, text.length));
  return sentences.filter((sentence) => sentence.text !== '');

  function sentenceAt(from: number, to: number): Passage {
    const raw = text.slice(from, to);
    const first = from + (raw.length - raw.trimStart().length);
    const breaks = text.slice(0, first).split('\n').length - 1;
    return { line: line + breaks, text: raw.trim().replaceAll(/\s+/g, ' ').replaceAll(codeSpace, ' ') };
  }
}

/** A piece of inline code is one word; dashes and signs on their own are none. */
export function wordsIn(sentence: string): number {
  return sentence
    .replaceAll(/`[^`]*`/g, 'code')
    .split(/\s+/)
    .filter((word) => /[\p{L}\d]/u.test(word)).length;
}
