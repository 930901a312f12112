/** How much a rule weighs in a file, by the settings. */
import type { LintSettings, RuleCode, RuleLevel } from '../../protocol/lint';
import { pathForGlobs } from '../files/excluded';
import { globTest } from '../files/glob';

/** Levels of the rules, file by file. */
export interface Levels {
  /** `off`, another severity, or null where the rule itself decides. @param file - absolute */
  levelOf(rule: RuleCode, file: string): RuleLevel | null;
}

/** @param root - absolute; the globs of the settings are relative to it */
export function levelsOf({ rules, perFileIgnores }: LintSettings, root: string): Levels {
  const ignores = Object.entries(perFileIgnores).map(([glob, codes]) => ({
    matches: globTest([glob]),
    codes: new Set(codes),
  }));
  return {
    levelOf(rule, file) {
      const relative = pathForGlobs(root, file);
      const isIgnored = ignores.some(({ codes, matches }) => codes.has(rule) && matches(relative));
      return isIgnored ? 'off' : (rules[rule] ?? null);
    },
  };
}
