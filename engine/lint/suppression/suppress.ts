/** Silences what comments silence, and finds the comments that silence nothing. */
import { ruleCodes, type RuleCode } from '../../protocol/lint';
import { isRuleCode, ruleCatalogue, type Language } from '../catalogue';
import { pushTo } from '../../platform/multimap';
import { didYouMean } from '../didYouMean';
import type { Finding, Fix, TextRange } from '../finding';
import type { TextLines } from '../textLines';
import { LineRanges, type LineRange } from './lineRanges';
import { directivesOf, type Dialect, type Directive, type NamedCode } from './directives';
import { misspeltIn } from './misspelt';
import { suppressionFix, type Deletion } from './suppressionFix';

export interface SuppressOptions {
  readonly path: string;
  readonly language: Language;
  readonly lines: TextLines;
  /** Whether a suppression without a reason does not count. */
  readonly requireReason: boolean;
  /** Whether a rule is switched on in this file: a suppression of one that is not is never called unused. */
  readonly isOn: (rule: RuleCode) => boolean;
  /** The comments that count; all of them if it is not given. */
  readonly dialects?: readonly Dialect[];
  /** Whether the file was analysed: only then can a suppression written for other tools, too, be called unused. */
  readonly isAnalysed: boolean;
  /** The line as it is reported, where the text is a part of another one; itself if it is not given. */
  readonly lineOf?: (line: number) => number;
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
  const { dialects, lineOf = (line: number) => line } = options;
  const directives = directivesOf(language, lines).filter(
    ({ dialect }) => dialects?.includes(dialect) ?? true,
  );
  const misspelt = options.isOn('DB900') ? misspeltIn(language, lines) : [];
  if (directives.length === 0 && misspelt.length === 0) return { kept: findings, silenced: [], notes: [] };
  const counting = directives.filter(
    (directive) => !requireReason || directive.hasReason || directive.reach === 'end',
  );
  const counts = new Set(counting);
  const spans = spansOf(counting, lines.count);
  const silencing = byCode(spans, ({ named }) => named?.code ?? everyRule);
  const isSilenced = ({ rule, range }: Finding): boolean => {
    const at = linesOf(range, lines);
    if (silencing.get(rule)?.meets(at) === true) return true;
    // What silences everything would always silence the word that it is unused.
    return rule !== 'DB900' && silencing.get(everyRule)?.meets(at) === true;
  };
  const silenced = findings.filter(isSilenced);
  const idle = options.isOn('DB900') ? unusedIn(counting, usedBy(findings, spans, lines), options) : [];
  const unused = [
    ...idle,
    ...misspelt.map(({ message, ...range }) => idleFinding(options, range, message, null)),
  ].filter((finding) => !isSilenced(finding));
  const isGone = new Set(silenced);
  const kept = [...findings.filter((finding) => !isGone.has(finding)), ...unused];
  return {
    kept: kept.sort((a, b) => a.range.start - b.range.start),
    silenced,
    notes: directives
      .filter((directive) => !counts.has(directive))
      .map(({ line }) => `The suppression for line ${lineOf(line)} gives no reason, so it does not count.`),
  };
}

/** The lines that a directive silences. */
interface Span extends LineRange {
  readonly directive: Directive;
  /** One of the rules that it names; null for all. */
  readonly named: NamedCode | null;
}

/** In order of place. */
function spansOf(directives: readonly Directive[], lineCount: number): Span[] {
  const spans: Span[] = [];
  /** The nearest line below at which a dialect ends the silence for a rule, or for all. */
  const ends = new Map<string, number>();
  for (const directive of directives.toReversed()) {
    const { line, reach, dialect } = directive;
    for (const named of (directive.codes ?? [null]).toReversed()) {
      const code = named?.code ?? everyRule;
      if (reach === 'end') ends.set(`${dialect} ${code}`, line);
      else if (reach === 'line') spans.push({ directive, named, first: line, last: line });
      else if (reach === 'file') spans.push({ directive, named, first: 1, last: lineCount });
      else {
        const [own, every] = [code, everyRule].map((each) => ends.get(`${dialect} ${each}`) ?? lineCount);
        spans.push({ directive, named, first: line, last: Math.min(own ?? lineCount, every ?? lineCount) });
      }
    }
  }
  return spans.reverse();
}

const everyRule = '*';

function byCode<Range extends LineRange>(
  ranges: readonly Range[],
  codeOf: (range: Range) => string,
): ReadonlyMap<string, LineRanges> {
  const groups = new Map<string, Range[]>();
  for (const range of ranges) pushTo(groups, codeOf(range), range);
  return new Map([...groups].map(([code, group]) => [code, new LineRanges(group)]));
}

function linesOf({ start, end }: TextRange, lines: TextLines): LineRange {
  return { first: lines.lineOf(start), last: lines.lineOf(Math.max(start, end - 1)) };
}

/** The directives, or the rules that they name, that silence a finding. */
function usedBy(
  findings: readonly Finding[],
  spans: readonly Span[],
  lines: TextLines,
): ReadonlySet<Directive | NamedCode> {
  const places = findings.map(({ rule, range }) => ({ rule, ...linesOf(range, lines) }));
  const found = byCode(places, ({ rule }) => rule);
  const any = new LineRanges(places.filter(({ rule }) => rule !== 'DB900'));
  return new Set(
    spans
      .filter((span) => (span.named === null ? any : found.get(span.named.code))?.meets(span) === true)
      .map(({ named, directive }) => named ?? directive),
  );
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
        if (directive.dialect !== 'dblint' || used.has(directive) || !isEveryRuleOn(options)) return [];
        const fix = suppressionFix(directive, null, options.lines);
        return [idleFinding(options, directive, 'unused suppression of every rule', fix)];
      }
      if (codes.length === 0)
        return [
          idleFinding(options, directive, 'this suppression names no rule, so it silences nothing', null),
        ];
      const idle = codes.filter((named) => !used.has(named) && mayBeUnused(named.code, options));
      const unknown = codes.filter(({ code }) => !isRuleCode(code));
      const isWhole = idle.length === codes.length && !directive.namesOthers;
      return [
        ...idle.map((named) => {
          const fix = suppressionFix(directive, isWhole ? null : named, options.lines);
          return idleFinding(options, named, `unused suppression ${named.code}`, fix);
        }),
        ...unknown.map((named) => idleFinding(options, named, unknownCode(named.code), null)),
      ];
    });
}

function mayBeUnused(code: string, { isOn }: SuppressOptions): boolean {
  return code !== 'DB900' && isRuleCode(code) && isOn(code);
}

/** What silences every rule may be there for one that is switched off. */
function isEveryRuleOn({ language, isOn }: SuppressOptions): boolean {
  return ruleCatalogue.every(({ code, languages }) => !languages.includes(language) || isOn(code));
}

function unknownCode(code: string): string {
  const meant = didYouMean(code, ruleCodes);
  return `${code} is no rule, so it silences nothing${meant === null ? '' : `; did you mean ${meant}?`}`;
}

/** @param fix - null if the comment is a mistake, which only its author can mend */
function idleFinding(
  { path }: SuppressOptions,
  range: TextRange,
  message: string,
  fix: Deletion | null,
): Finding {
  return {
    rule: 'DB900',
    severity: 'hint',
    message,
    path,
    range: { start: range.start, end: range.end },
    related: [],
    fixes: fix === null ? [] : [fixBy(fix, path)],
  };
}

function fixBy({ edit, ...rest }: Deletion, path: string): Fix {
  return { ...rest, files: [{ path, edits: [edit] }] };
}
