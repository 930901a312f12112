/**
 * A chart of ours as a part of a page: names that must be unique in a page get a prefix, and dark colours are left to
 * screens, because paper is light.
 * @param id - unique in the page
 */
export function inlineChart(svg: string, id: string): string {
  // Text in a chart is escaped, so that only its own attributes look like these.
  return svg
    .replace(' id="title"', ` id="${id}-title"`)
    .replace(' id="description"', ` id="${id}-description"`)
    .replace('aria-labelledby="title description"', `aria-labelledby="${id}-title ${id}-description"`)
    .replace('@media (prefers-color-scheme:dark)', '@media screen and (prefers-color-scheme:dark)')
    .trim();
}
