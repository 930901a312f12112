/** How much a rule weighs in a file, by the settings. */
import { Budget } from '../../platform/budget';
import type { LintSettings, RuleCode, RuleLevel } from '../../protocol/lint';
import { pathForGlobs } from '../files/excluded';
import { globTest } from '../files/glob';

/** Levels of the rules, file by file. */
export interface Levels {
  /** `off`, another severity, or null if the rule itself decides. @param file - absolute */
  levelOf(rule: RuleCode, file: string): RuleLevel | null;
  /** Why settings are not applied to a file as a whole; null if they are. @param file - absolute */
  noteOf(file: string): string | null;
}

interface FileIgnores {
  readonly file: string;
  readonly codes: ReadonlySet<RuleCode>;
  readonly isCut: boolean;
}

/** Comparisons of one file's path with the globs of `perFileIgnores`: a few milliseconds. */
const stepsForFile = 500_000;

/** @param root - absolute; the globs of the settings are relative to it */
export function levelsOf({ rules, perFileIgnores }: LintSettings, root: string): Levels {
  const ignores = Object.entries(perFileIgnores).map(([glob, codes]) => ({
    matches: globTest([glob]),
    codes,
  }));
  // The levels of one file are asked for at once: for each rule and each finding.
  let last: FileIgnores | null = null;
  const ignoresOf = (file: string): FileIgnores => {
    if (last?.file === file) return last;
    const relative = pathForGlobs(root, file);
    const budget = new Budget(stepsForFile);
    const matching = budget.run(() => ignores.filter(({ matches }) => matches(relative)));
    last = { file, codes: new Set(matching.flatMap(({ codes }) => codes)), isCut: budget.isSpent };
    return last;
  };
  return {
    levelOf: (rule, file) => (ignoresOf(file).codes.has(rule) ? 'off' : (rules[rule] ?? null)),
    noteOf: (file) => (ignoresOf(file).isCut ? cutNote : null),
  };
}

const cutNote =
  '`perFileIgnores` is applied in part only: comparing this path with its globs takes too many steps. Simplify the globs.';
