import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bannedPhrases } from './bannedPhrases';
import { paragraphsOf, proseOf, sentencesOf, wordsIn } from './sentences';

const root = path.join(__dirname, '../..');
const maxWords = 30;
const maxLongSentences = 10;

const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const tracked = execFileSync(
  'git',
  ['ls-files', '-z', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/*.md'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\0')
  .filter((name) => name !== '');

/** Sentences of a page that have too many words: file, line, number of words, sentence. */
function longSentences(name: string, page: string): string[] {
  return paragraphsOf(page)
    .flatMap(sentencesOf)
    .map(({ line, text }) => ({ line, text, words: wordsIn(text) }))
    .filter(({ words }) => words > maxWords)
    .map(({ line, text, words }) => `${name}:${line}: ${words} words: ${text}`);
}

/** Banned phrases of a page: file, line, phrase, replacement. */
function bannedIn(name: string, page: string): string[] {
  return proseOf(page).flatMap(({ line, text }) =>
    bannedPhrases.flatMap(({ pattern, instead }) =>
      [...text.matchAll(pattern)].map(({ 0: phrase, index }) => {
        const breaks = text.slice(0, index).split('\n').length - 1;
        return `${name}:${line + breaks}: "${phrase}": ${instead}`;
      }),
    ),
  );
}

describe('documentation prose', () => {
  it(`has at most ${maxLongSentences} sentences of more than ${maxWords} words`, () => {
    const pages = tracked.filter((name) => name !== 'CHANGELOG.md' && !name.startsWith('docs/performance/'));
    assert.ok(pages.includes('README.md') && pages.includes('docs/rules/DB001.md'));
    const long = pages.flatMap((name) => longSentences(name, read(name)));
    assert.ok(long.length <= maxLongSentences, `${long.length} sentences are too long:\n${long.join('\n')}`);
  });

  it('has no banned phrase', () => {
    // The report in docs/performance is program output.
    const pages = tracked.filter((name) => name !== 'docs/performance/report.md');
    assert.ok(pages.includes('CHANGELOG.md') && pages.includes('docs/performance/README.md'));
    const messages: unknown = JSON.parse(read('package.nls.json'));
    assert.ok(typeof messages === 'object' && messages !== null);
    const banned = [
      ...pages.flatMap((name) => bannedIn(name, read(name))),
      ...Object.entries(messages).flatMap(([key, text]) => bannedIn(`package.nls.json ${key}`, String(text))),
    ];
    assert.deepEqual(banned, [], `banned phrases:\n${banned.join('\n')}`);
  });
});

describe('sentence splitter', () => {
  const texts = (page: string): string[] =>
    paragraphsOf(page)
      .flatMap(sentencesOf)
      .map(({ text }) => text);

  it('splits at full stops, question marks and closing brackets', () => {
    assert.deepEqual(texts('One two. Three? (Four.) `five` is six.\n'), [
      'One two.',
      'Three?',
      '(Four.)',
      '`five` is six.',
    ]);
  });

  it('does not split at decimals, file names, abbreviations or inline code', () => {
    assert.deepEqual(texts('It took 3.7 s, e.g. Node 20.19 with decimal.js and `a b. C d`.\n'), [
      'It took 3.7 s, e.g. Node 20.19 with decimal.js and `a b. C d`.',
    ]);
  });

  it('joins the lines of a paragraph and reports the line of each sentence', () => {
    assert.deepEqual(paragraphsOf('# Title\n\nOne\ntwo.\nThree.\n').flatMap(sentencesOf), [
      { line: 3, text: 'One two.' },
      { line: 5, text: 'Three.' },
    ]);
  });

  it('skips headings, tables, code and lists of links', () => {
    const page =
      '# A heading\n\n```\nCode here.\n```\n\n| a | b |\n| --- | --- |\n| cell | cell |\n\n- [link](a.md): text\n- An item.\n';
    assert.deepEqual(texts(page), ['An item.']);
  });

  it('reports a sentence of 31 words with file, line and text', () => {
    const words = (count: number): string => `${Array.from({ length: count }, () => 'word').join(' ')}.`;
    assert.deepEqual(longSentences('a.md', `# T\n\n${words(30)}\n\n${words(31)}\n`), [
      `a.md:5: 31 words: ${words(31)}`,
    ]);
  });

  it('counts inline code as one word and a dash as none', () => {
    assert.equal(wordsIn('Run `npm test -- --only unit` now – twice.'), 4);
  });
});

describe('banned phrases', () => {
  it('are reported in prose, headings and tables, but not in code', () => {
    const page =
      '# As far as here\n\nText,\nplease\n\n| in all |\n| --- |\n| in all files |\n\n`please`\n\n```\nplease\n```\n';
    assert.deepEqual(
      bannedIn('a.md', page).map((line) => line.split(': ').slice(0, 2).join(': ')),
      ['a.md:1: "As far as"', 'a.md:4: "please"', 'a.md:6: "in all"'],
    );
  });
});
