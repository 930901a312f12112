import MarkdownIt from 'markdown-it';
import { xmlText } from '../../../presentation/escape';

/** The words of GitHub's alerts, which begin a quotation by `[!NOTE]`. */
const alerts: Readonly<Record<string, string>> = { NOTE: 'Note', WARNING: 'Warning' };

/** Not every machine has a font for the pictures that GitHub shows; these are in all of them. */
const marks: Readonly<Record<string, string>> = { '✅': '✓', '❌': '✗', '◻️': '·' };

/**
 * Renders the Markdown of a report. No HTML, link or picture of the text gets into the page but the charts.
 * @param chart - SVG of a chart by its file name; null if there is none
 */
export function renderer(chart: (file: string) => string | null): MarkdownIt {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: false });
  md.disable(['link', 'autolink', 'reference']);
  md.core.ruler.after('block', 'beginnings', ({ tokens }) => {
    for (const token of tokens) if (token.type === 'inline') token.content = begun(token.content);
  });
  md.renderer.rules.image = (tokens, index) => {
    const file = (tokens[index]?.attrGet('src') ?? '').replace(/^charts\//, '');
    return chart(file) ?? xmlText(tokens[index]?.content ?? '');
  };
  // Wide tables scroll by themselves, and what scrolls must be reachable by the keyboard.
  md.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0"><table>\n';
  md.renderer.rules['table_close'] = () => '</table></div>\n';
  md.renderer.rules['th_open'] = (tokens, index, options, _, self) => {
    tokens[index]?.attrSet('scope', 'col');
    return self.renderToken(tokens, index, options);
  };
  return md;
}

/** A paragraph or cell with its alert in words, and its mark in a letter. */
function begun(text: string): string {
  return text
    .replace(/^\[!(NOTE|WARNING)\]\n/, (_, kind: string) => `**${alerts[kind] ?? kind}:** `)
    .replace(/^(\*\*)?(✅|❌|◻️) /u, (_, strong: string | undefined, mark: string) => {
      return `${strong ?? ''}${marks[mark] ?? mark} `;
    });
}
