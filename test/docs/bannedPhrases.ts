/** A phrase that the documentation and the editor's texts avoid, and what to write instead. */
export interface BannedPhrase {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** `\b` on both sides, any white space between the words, any case. */
function words(source: string): RegExp {
  return new RegExp(`\\b(?:${source.replaceAll(' ', '\\s+')})\\b`, 'giu');
}

export const bannedPhrases: readonly BannedPhrase[] = [
  { pattern: words('as far as'), instead: 'if, or the exact limit' },
  { pattern: words('as it is|as it stands'), instead: 'unchanged, or name the state' },
  { pattern: words('what is not'), instead: 'name what is missing' },
  { pattern: words('so (?:many|much) that'), instead: 'a number, or "enough to"' },
  { pattern: words('next to nothing'), instead: 'almost nothing, or the figure' },
  { pattern: words('com(?:e|es|ing) to nothing'), instead: 'has no effect' },
  // "in all folders" is plain English; "40 samples in all" is not.
  { pattern: /\bin\s+all(?=\s*(?:[.,;:)]|$))/giu, instead: 'in total' },
  { pattern: words('please'), instead: 'delete it, and name the action' },
  { pattern: words('whoever'), instead: 'users who, or "if you"' },
  { pattern: words('of which'), instead: 'a second sentence' },
  { pattern: words('hold(?:s|ing)? (?:it|them|\\w+) against|held against'), instead: 'compare with' },
  { pattern: words('look(?:s|ed|ing)? at'), instead: 'check, read or analyse' },
  { pattern: words('says|said'), instead: 'prints, reports or shows' },
  { pattern: words('tells|told'), instead: 'reports or shows' },
  { pattern: words('knows|wants|forgets'), instead: 'has, records or requires' },
  { pattern: words('anew'), instead: 'again' },
  { pattern: words('at sight|for sure'), instead: 'delete it, or name the certainty' },
  { pattern: words('mends?|mended'), instead: 'fix' },
];
