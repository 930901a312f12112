/** Findings as diagnostics. */
import { createHash } from 'node:crypto';
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver/node';
import type { Finding } from '../lint/finding';
import { visibleLine } from '../presentation/visibleText';
import { diagnosticSource, type DiagnosticData } from '../protocol/languageServer';
import type { RuleCode, Severity } from '../protocol/lint';
import type { DocumentRange, Documents } from './documents';

/** The address of a rule's page. */
export type DocumentationLink = (rule: RuleCode) => string;

export interface LocatedDiagnostic {
  readonly uri: string;
  readonly diagnostic: Diagnostic;
  readonly finding: Finding;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
};

/** The findings of a file as diagnostics of its documents: one for a text, one a cell for a notebook. */
export function locatedDiagnostics(
  findings: readonly Finding[],
  documents: Documents,
  link: DocumentationLink,
): LocatedDiagnostic[] {
  return findings.flatMap((finding) => {
    const place = documents.locate(finding.path, finding.range);
    if (place === null) return [];
    return [{ uri: place.uri, diagnostic: toDiagnostic(finding, place, documents, link), finding }];
  });
}

function toDiagnostic(
  finding: Finding,
  { range }: DocumentRange,
  documents: Documents,
  link: DocumentationLink,
): Diagnostic {
  const { rule, severity, message, fixes } = finding;
  const data: DiagnosticData = { rule, fixes: fixes.map(({ title }) => title) };
  return {
    range,
    severity: severities[severity],
    code: rule,
    codeDescription: { href: link(rule) },
    source: diagnosticSource,
    message: visibleLine(message),
    relatedInformation: related(finding, documents),
    ...(rule === 'DB900' && { tags: [DiagnosticTag.Unnecessary] }),
    data,
  };
}

function related(finding: Finding, documents: Documents): DiagnosticRelatedInformation[] {
  return finding.related.flatMap(({ path, range, message }) => {
    const place = documents.locate(path, range);
    return place === null
      ? []
      : [{ location: { uri: place.uri, range: place.range }, message: visibleLine(message) }];
  });
}

/** The same for the same diagnostics, so that they are not sent twice. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64url').slice(0, 16);
}
