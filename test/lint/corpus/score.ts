/** Holds what a linter found in the corpus against its labels. */
import type { RuleCode, Severity } from '../../../engine/protocol/lint';
import type { Label } from './labels';

/** A finding by lines, from 1. */
export interface FoundLine {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly line: number;
  readonly endLine: number;
}

export interface LabelledFile {
  /** Relative to the corpus. */
  readonly path: string;
  readonly labels: readonly Label[];
  readonly found: readonly FoundLine[];
}

export interface Score {
  /** Places `path:line rule` that are labelled and were not found. */
  readonly missedPlain: readonly string[];
  readonly missedHard: readonly string[];
  /** Places found at warning or above on lines that are labelled as correct. */
  readonly flagged: readonly string[];
  /** Places found at warning or above that no label asks for. */
  readonly unasked: readonly string[];
  readonly plain: number;
  readonly hard: number;
  readonly correct: number;
  /** By rule, in the rules' order: a row of the printed table. */
  readonly rows: readonly ScoreRow[];
}

export interface ScoreRow {
  readonly rule: string;
  readonly plain: string;
  readonly hard: string;
  /** A dash where the rule was asked for nowhere. */
  readonly 'recall %': number | '–';
  /** A dash where the rule gave no finding at warning or above, as those that only hint. */
  readonly 'precision %': number | '–';
  readonly 'false alarms': number;
}

/** Counts recall over all severities, and precision over warnings and errors. */
export function scoreOf(files: readonly LabelledFile[]): Score {
  const expected = files.flatMap((file) => expectedOf(file));
  const alarms = files.flatMap((file) => alarmsOf(file));
  const isCorrect = (alarm: Alarm) => alarm.isOnCorrectLine && !alarm.isAsked;
  return {
    missedPlain: expected.filter((each) => !each.isHard && !each.isFound).map(placeOf),
    missedHard: expected.filter((each) => each.isHard && !each.isFound).map(placeOf),
    flagged: alarms.filter(isCorrect).map(placeOf),
    unasked: alarms.filter((alarm) => !alarm.isAsked && !isCorrect(alarm)).map(placeOf),
    plain: expected.filter((each) => !each.isHard).length,
    hard: expected.filter((each) => each.isHard).length,
    correct: files.flatMap((file) => file.labels).filter((label) => label.rules.length === 0).length,
    rows: rowsOf(expected, alarms),
  };
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
}

interface Expected extends Place {
  readonly isHard: boolean;
  readonly isFound: boolean;
}

interface Alarm extends Place {
  readonly isAsked: boolean;
  readonly isOnCorrectLine: boolean;
}

function expectedOf({ path, labels, found }: LabelledFile): Expected[] {
  return labels
    .filter(({ rules }) => rules.length > 0)
    .map(({ line, rules, isHard }) => ({
      path,
      line,
      rule: rules[0] ?? '',
      isHard,
      isFound: found.some((each) => rules.includes(each.rule) && covers(each, line)),
    }));
}

function alarmsOf({ path, labels, found }: LabelledFile): Alarm[] {
  return found
    .filter(({ severity }) => severity !== 'hint')
    .map((each) => {
      const covered = labels.filter(({ line }) => covers(each, line));
      return {
        path,
        line: each.line,
        rule: each.rule,
        isAsked: covered.some(({ rules }) => rules.includes(each.rule)),
        isOnCorrectLine: covered.some(({ rules }) => rules.length === 0),
      };
    });
}

function covers(found: FoundLine, line: number): boolean {
  return found.line <= line && line <= found.endLine;
}

function placeOf({ path, line, rule }: Place): string {
  return `${path}:${line} ${rule}`;
}

function rowsOf(expected: readonly Expected[], alarms: readonly Alarm[]): ScoreRow[] {
  const rules = new Set([...expected, ...alarms].map(({ rule }) => rule));
  const rows = [...rules].sort().map((rule) =>
    rowOf(
      rule,
      expected.filter((each) => each.rule === rule),
      alarms.filter((each) => each.rule === rule),
    ),
  );
  return [...rows, rowOf('all', expected, alarms)];
}

function rowOf(rule: string, expected: readonly Expected[], alarms: readonly Alarm[]): ScoreRow {
  const fraction = (isHard: boolean) => {
    const these = expected.filter((each) => each.isHard === isHard);
    return `${these.filter(({ isFound }) => isFound).length} of ${these.length}`;
  };
  return {
    rule,
    plain: fraction(false),
    hard: fraction(true),
    'recall %': percent(expected.filter(({ isFound }) => isFound).length, expected.length),
    'precision %': percent(alarms.filter(({ isAsked }) => isAsked).length, alarms.length),
    'false alarms': alarms.filter(({ isAsked }) => !isAsked).length,
  };
}

function percent(part: number, whole: number): number | '–' {
  return whole === 0 ? '–' : Math.round((1000 * part) / whole) / 10;
}
