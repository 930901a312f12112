/** What is shown where a person points at a finding. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import { ruleInfo } from '../lint/catalogue';
import { blankUnseen, visibleLine } from '../presentation/visibleText';
import { markdownText as textMarkdown } from '../presentation/escape';
import type { DocumentationLink, LocatedDiagnostic } from './diagnostics';
import { contains } from './ranges';
import { reasons } from './reasons';

/** The findings at a position: message, why, and where the rule's page is; null if there are none. */
export function hoverOf(
  diagnostics: readonly LocatedDiagnostic[],
  position: Position,
  link: DocumentationLink,
  markdown: boolean,
): Hover | null {
  const found = diagnostics.filter(({ diagnostic }) => contains(diagnostic.range, position));
  const [first] = found;
  if (first === undefined) return null;
  const texts = found.map((one) => (markdown ? markdownOf(one, link) : plainText(one, link)));
  return {
    contents: {
      kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: texts.join(markdown ? '\n\n---\n\n' : '\n\n'),
    },
    range: first.diagnostic.range,
  };
}

function markdownOf({ finding }: LocatedDiagnostic, link: DocumentationLink): string {
  const { code, name } = ruleInfo(finding.rule);
  return [
    `**${code}** ${name}`,
    messageMarkdown(finding.message),
    reasons[code],
    `[What ${code} means, and when to suppress it](${link(code)})`,
  ].join('\n\n');
}

function plainText({ finding }: LocatedDiagnostic, link: DocumentationLink): string {
  return `${finding.rule}: ${visibleLine(finding.message)}\n${reasons[finding.rule].replaceAll('`', '')}\n${link(finding.rule)}`;
}

/**
 * A message as Markdown in which code of the workspace stands as itself: what messages put between backticks is code, all else is
 * text, and neither can end early, since a piece of code holds no backtick and no line break here.
 */
function messageMarkdown(message: string): string {
  return blankUnseen(message)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : textMarkdown(part)))
    .join('');
}
