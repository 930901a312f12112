/** Finds comments that were meant to silence something, and that no directive can be read from. */
import type { Language } from '../catalogue';
import { didYouMean } from '../didYouMean';
import type { TextRange } from '../finding';
import type { TextLines } from '../textLines';
import { ownWords } from './directives';
import { pythonComments } from './pythonComments';
import { scriptComments } from './scriptComments';

export interface Misspelt extends TextRange {
  readonly message: string;
}

const form = /(?:(?<!#)#+|(?<!\/)\/\/+|\/\*+)\s*dblint:\s*([\w-]+)(\s*\[)?/dgi;

/** All of a text, in order of place. A word that is like none of ours is prose, unless it has brackets as they have. */
export function misspeltIn(language: Language, { text }: TextLines): Misspelt[] {
  if (!/dblint:/i.test(text)) return [];
  const comments = language === 'python' ? pythonComments(text) : scriptComments(text);
  return comments.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(form)].flatMap((match) => {
      const [word = '', place] = [match[1], match.indices?.[1]];
      const meant = didYouMean(word, ownWords);
      const isOwn = ownWords.some((own) => own === word.toLowerCase());
      if (isOwn || place === undefined || (meant === null && match[2] === undefined)) return [];
      return [{ start: start + place[0], end: start + place[1], message: messageFor(word, meant) }];
    }),
  );
}

function messageFor(word: string, meant: string | null): string {
  const advice = meant === null ? `there are ${ownWords.join(', ')}` : `did you mean ${meant}?`;
  return `\`dblint: ${word}\` is no directive, so it silences nothing; ${advice}`;
}
