/** Silences what comments silence, and finds the comments that silence nothing. */
import type { RuleCode } from '../../protocol/lint';
import { isRuleCode, type Language } from '../catalogue';
import type { Finding, Fix, TextRange } from '../finding';
import type { TextLines } from '../textLines';
import { directivesOf, type Dialect, type Directive, type NamedCode } from './directives';
import { suppressionFix } from './suppressionFix';

export interface SuppressOptions {
  readonly path: string;
  readonly language: Language;
  readonly lines: TextLines;
  /** Whether a suppression without a reason does not count. */
  readonly requireReason: boolean;
  /** Whether a rule is switched on in this file: a suppression of one that is not is never called unused. */
  readonly isOn: (rule: RuleCode) => boolean;
  /** The comments that count; all of them where it is not given. */
  readonly dialects?: readonly Dialect[];
  /** Whether the file was analysed: only then can a suppression written for other tools, too, be called unused. */
  readonly isAnalysed: boolean;
}

export interface Suppressed {
  /** With those about unused suppressions, in order of place. */
  readonly kept: readonly Finding[];
  readonly silenced: readonly Finding[];
  readonly notes: readonly string[];
}

/** Applies a file's own comments to what was found in it. */
export function suppress(findings: readonly Finding[], options: SuppressOptions): Suppressed {
  const { language, lines, requireReason } = options;
  const { dialects } = options;
  const directives = directivesOf(language, lines).filter(
    ({ dialect }) => dialects?.includes(dialect) ?? true,
  );
  if (directives.length === 0) return { kept: findings, silenced: [], notes: [] };
  const counting = directives.filter(
    (directive) => !requireReason || directive.hasReason || directive.reach === 'end',
  );
  const spans = spansOf(counting, lines.count);
  const used = new Set<Directive | NamedCode>();
  const isSilenced = (finding: Finding) => silences(spans, finding, lines, used);
  const silenced = findings.filter(isSilenced);
  const unused = options.isOn('DB900') ? unusedIn(counting, used, options).filter((f) => !isSilenced(f)) : [];
  const kept = [...findings.filter((finding) => !silenced.includes(finding)), ...unused];
  return {
    kept: kept.sort((a, b) => a.range.start - b.range.start),
    silenced,
    notes: directives
      .filter((directive) => !counting.includes(directive))
      .map(({ line }) => `The suppression for line ${line} gives no reason, so it does not count.`),
  };
}

/** The lines, from `first` to `last`, that a directive silences. */
interface Span {
  readonly directive: Directive;
  /** One of the rules that it names; null for all. */
  readonly named: NamedCode | null;
  readonly first: number;
  readonly last: number;
}

function spansOf(directives: readonly Directive[], lineCount: number): Span[] {
  return directives.flatMap((directive, index): Span[] => {
    if (directive.reach === 'end') return [];
    return (directive.codes ?? [null]).map((named) => {
      const { line, reach } = directive;
      if (reach === 'line') return { directive, named, first: line, last: line };
      if (reach === 'file') return { directive, named, first: 1, last: lineCount };
      const end = directives.slice(index + 1).find((later) => ends(later, directive, named));
      return { directive, named, first: line, last: end?.line ?? lineCount };
    });
  });
}

function ends(later: Directive, { dialect }: Directive, named: NamedCode | null): boolean {
  if (later.reach !== 'end' || later.dialect !== dialect) return false;
  return later.codes === null || later.codes.some(({ code }) => code === named?.code);
}

function silences(
  spans: readonly Span[],
  { rule, range }: Finding,
  lines: TextLines,
  used: Set<Directive | NamedCode>,
): boolean {
  const first = lines.lineOf(range.start);
  const last = lines.lineOf(Math.max(range.start, range.end - 1));
  const hits = spans.filter(
    (span) => span.first <= last && span.last >= first && (span.named?.code ?? rule) === rule,
  );
  // What silences everything would always silence the word that it is unused.
  const counting = rule === 'DB900' ? hits.filter(({ named }) => named !== null) : hits;
  for (const { directive, named } of counting) used.add(named ?? directive);
  return counting.length > 0;
}

function unusedIn(
  directives: readonly Directive[],
  used: ReadonlySet<Directive | NamedCode>,
  options: SuppressOptions,
): Finding[] {
  return directives
    .filter(({ reach, dialect }) => reach !== 'end' && (dialect === 'dblint' || options.isAnalysed))
    .flatMap((directive) => {
      const { codes } = directive;
      // Only our own form is nobody else's where it names no rule.
      if (codes === null) {
        if (directive.dialect !== 'dblint' || used.has(directive)) return [];
        return [
          unusedFinding(options, directive, 'of every rule', suppressionFix(directive, null, options.lines)),
        ];
      }
      const idle = codes.filter((named) => !used.has(named) && mayBeUnused(named.code, options));
      const isWhole = idle.length === codes.length && !directive.namesOthers;
      return idle.map((named) => {
        const fix = suppressionFix(directive, isWhole ? null : named, options.lines);
        return unusedFinding(options, named, named.code, fix);
      });
    });
}

function mayBeUnused(code: string, { isOn }: SuppressOptions): boolean {
  return code !== 'DB900' && (!isRuleCode(code) || isOn(code));
}

function unusedFinding(
  { path }: SuppressOptions,
  range: TextRange,
  what: string,
  fix: Omit<Fix, 'files'> & { edit: TextRange },
): Finding {
  const { edit, ...rest } = fix;
  return {
    rule: 'DB900',
    severity: 'hint',
    message: `unused suppression ${what}`,
    path,
    range: { start: range.start, end: range.end },
    related: [],
    fixes: [{ ...rest, files: [{ path, edits: [{ ...edit, text: '' }] }] }],
  };
}
