/** What is shown where a person points at a finding. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import { ruleInfo } from '../lint/catalogue';
import type { DocumentationLink, LocatedDiagnostic } from './diagnostics';
import { contains } from './ranges';
import { reasons } from './reasons';

/** The findings at a position: message, why, and where the rule's page is; null where there are none. */
export function hoverOf(
  diagnostics: readonly LocatedDiagnostic[],
  position: Position,
  link: DocumentationLink,
  markdown: boolean,
): Hover | null {
  const found = diagnostics.filter(({ diagnostic }) => contains(diagnostic.range, position));
  const [first] = found;
  if (first === undefined) return null;
  const texts = found.map((one) => (markdown ? markdownText(one, link) : plainText(one, link)));
  return {
    contents: {
      kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: texts.join(markdown ? '\n\n---\n\n' : '\n\n'),
    },
    range: first.diagnostic.range,
  };
}

function markdownText({ finding }: LocatedDiagnostic, link: DocumentationLink): string {
  const { code, name } = ruleInfo(finding.rule);
  return [
    `**${code}** ${name}`,
    escaped(finding.message),
    reasons[code],
    `[What ${code} means, and when to suppress it](${link(code)})`,
  ].join('\n\n');
}

function plainText({ finding }: LocatedDiagnostic, link: DocumentationLink): string {
  return `${finding.rule}: ${finding.message}\n${reasons[finding.rule].replaceAll('`', '')}\n${link(finding.rule)}`;
}

/** Keeps names of the workspace from being read as markup, outside of the backticks that messages put around code. */
function escaped(message: string): string {
  return message
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll(/[\\*_{}[\]()#+\-!|<>&]/g, '\\$&')))
    .join('');
}
