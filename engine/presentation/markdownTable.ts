import { padTo, textWidth, type Align } from './textWidth';

export interface MarkdownColumn {
  readonly title: string;
  readonly align: Align;
}

/** A column of words. */
export const words = (title: string): MarkdownColumn => ({ title, align: 'left' });
/** A column of figures. */
export const figures = (title: string): MarkdownColumn => ({ title, align: 'right' });

/** A table in GitHub's Markdown, padded so that its source reads well too. The cells must be escaped already. */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ title }, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column] ?? '')].map(textWidth)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${columns.map(({ align }, column) => padTo(cells[column] ?? '', widths[column] ?? 0, align)).join(' | ')} |`;
  const rule = columns.map(({ align }, column) => {
    const dashes = '-'.repeat((widths[column] ?? 3) - (align === 'right' ? 1 : 0));
    return align === 'right' ? `${dashes}:` : dashes;
  });
  return [line(columns.map(({ title }) => title)), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
