/** How many columns a text takes where every letter is equally wide: combined letters count once. */
export function textWidth(text: string): number {
  return lettersOnly.test(text) ? text.length : [...segmenter.segment(text)].length;
}

/** Characters that combine with nothing, which nearly all texts consist of. Segmenting takes a hundred times as long. */
const lettersOnly = /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2212]*$/;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

export type Align = 'left' | 'right';

/** The text with blanks up to the width; a longer one is left as it is. */
export function padTo(text: string, width: number, align: Align): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}
