/** From an analysis's findings in a file to the reported ones: settings, suppressions, baseline, notebooks. */
import type { LintSettings } from '../protocol/lint';
import type { FindingsBaseline } from './findingsBaseline';
import type { Language } from './catalogue';
import type { Finding } from './finding';
import type { RawResult } from './languageAnalysis';
import { inNotebooks, type Notebook } from './notebook/notebook';
import type { FileReport, SuppressedFinding } from './fileReport';
import type { Levels } from './settings/levels';
import { mayHoldDirectives } from './suppression/directives';
import { suppress } from './suppression/suppress';
import { TextLines } from './textLines';

export interface AssembleContext {
  readonly settings: LintSettings;
  readonly levels: Levels;
  readonly baseline: FindingsBaseline | null;
  readonly notebookOf: (path: string) => Notebook | null;
  /** The file's own text, as a notebook's JSON; null if it has changed since it was analysed. */
  readonly textOf: (path: string) => string | null;
}

/** A file as it was analysed. */
export interface Analysed {
  readonly path: string;
  readonly language: Language;
  readonly raw: RawResult;
  /** Whether the file was checked, or skipped because nothing mentions decimals. */
  readonly isAnalysed: boolean;
}

/** Null if the file has changed since it was analysed, so that its findings have no places. */
export function assembleReport(
  { path, language, raw, isAnalysed }: Analysed,
  context: AssembleContext,
): FileReport | null {
  const report = { path, notes: raw.notes, ledgerSites: raw.ledgerSites };
  const text = context.textOf(path);
  if (text === null) return null;
  const notebook = context.notebookOf(path);
  const source = notebook?.python ?? text;
  if (raw.findings.length === 0 && !mayHoldDirectives(source)) {
    return { ...report, findings: [], suppressed: [] };
  }
  const lines = new TextLines(source);
  const { kept, silenced, notes } = suppress(weighed(raw.findings, context.levels), {
    path,
    language,
    lines,
    requireReason: context.settings.requireReason,
    isOn: (rule) => context.levels.levelOf(rule, path) !== 'off',
    isAnalysed,
    lineOf: (line) => notebook?.line(line) ?? line,
  });
  const moved = (finding: Finding) => inNotebooks(finding, context.notebookOf);
  // As they are reported, which is how a baseline has them.
  const { fresh, known } = partByBaseline(
    weighed(kept, context.levels).map(moved),
    path,
    notebook === null ? lines : new TextLines(text),
    context.baseline,
  );
  const cut = context.levels.noteOf(path);
  const suppressed: SuppressedFinding[] = [
    ...silenced.map((finding) => ({ finding: moved(finding), by: 'comment' as const })),
    ...known.map((finding) => ({ finding, by: 'baseline' as const })),
  ];
  return {
    ...report,
    ...(fresh.length + suppressed.length > 0 && { text }),
    findings: fresh,
    suppressed,
    notes: [...raw.notes, ...notes, ...(cut === null ? [] : [cut])],
  };
}

/** Without the findings of rules that are off, the others with the severity that the settings give. */
function weighed(findings: readonly Finding[], levels: Levels): readonly Finding[] {
  return findings.flatMap((finding) => {
    const level = levels.levelOf(finding.rule, finding.path);
    if (level === 'off') return [];
    return [level === null ? finding : { ...finding, severity: level }];
  });
}

function partByBaseline(
  findings: readonly Finding[],
  path: string,
  lines: TextLines,
  baseline: FindingsBaseline | null,
): { fresh: readonly Finding[]; known: readonly Finding[] } {
  return baseline === null ? { fresh: findings, known: [] } : baseline.part(path, findings, lines);
}
