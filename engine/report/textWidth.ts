/** How many columns a text takes where every letter is equally wide: combined letters count once. */
export function textWidth(text: string): number {
  return [...segmenter.segment(text)].length;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

export type Align = 'left' | 'right';

/** The text with blanks up to the width; a longer one is left as it is. */
export function padTo(text: string, width: number, align: Align): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}
