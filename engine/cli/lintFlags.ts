/** The options of `lint`. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import * as v from 'valibot';
import { check } from '../protocol/check';
import { RuleCode, ruleCodes, type LintSettings } from '../protocol/lint';
import { isRuleCode } from '../lint/catalogue';
import { usageError } from './usageError';

const lintFormats = ['text', 'json', 'sarif', 'github'] as const;

const LintFlags = v.strictObject({
  format: v.picklist(lintFormats),
  select: v.optional(v.array(RuleCode)),
  ignore: v.optional(v.array(RuleCode)),
  fix: v.optional(v.boolean(), false),
  writeBaseline: v.optional(v.boolean(), false),
  baseline: v.optional(v.string()),
  config: v.optional(v.string()),
  cache: v.boolean(),
});
export type LintFlags = v.InferOutput<typeof LintFlags>;

/** Declares the options of `lint`. */
export function declareLintFlags(command: Command): Command {
  return command
    .optionsGroup('Rules:')
    .option('--select <list>', 'enable only these rules, separated by commas', ruleList)
    .option('--ignore <list>', 'disable these rules', ruleList)
    .option('--config <file>', "read the settings from this .json or .toml file instead of the project's")
    .optionsGroup('Adopting it in existing code:')
    .option('--baseline <file>', 'hide the findings that are recorded in this file')
    .option('--write-baseline', 'record all findings in the baseline, so that later runs show only new ones')
    .optionsGroup('Actions:')
    .option('--fix', 'apply the fixes that cannot change a value')
    .addOption(new Option('--format <name>', 'output format').choices(lintFormats).default('text'))
    .option('--no-cache', 'analyze all files again');
}

/** The options that were given, checked one against the other. @throws EngineError `bad-input` */
export function lintFlagsOf(command: Command): LintFlags {
  const flags = check(LintFlags, command.opts(), 'options of lint');
  if (flags.fix && flags.writeBaseline) {
    throw usageError('--fix and --write-baseline exclude each other', 'Fix first, then write what remains.');
  }
  return flags;
}

/** The settings with what the options say of rules: they win, and what is selected is looked for in every file. */
export function withRuleFlags(settings: LintSettings, { select, ignore }: LintFlags): LintSettings {
  const rules: LintSettings['rules'] = {};
  for (const code of ruleCodes) {
    const given = settings.rules[code];
    const isOn = (select?.includes(code) ?? given !== 'off') && ignore?.includes(code) !== true;
    if (!isOn) rules[code] = 'off';
    else if (given !== undefined && given !== 'off') rules[code] = given;
  }
  const perFileIgnores = Object.fromEntries(
    Object.entries(settings.perFileIgnores).map(([glob, codes]) => [
      glob,
      codes.filter((code) => select?.includes(code) !== true),
    ]),
  );
  return { ...settings, rules, perFileIgnores };
}

function ruleList(text: string): RuleCode[] {
  return text.split(',').map((part) => {
    const code = part.trim().toUpperCase();
    if (isRuleCode(code)) return code;
    throw new InvalidArgumentError(
      `There is no rule ${part.trim() === '' ? 'without a code' : part.trim()}. Allowed is a list, separated by commas, of ${ruleCodes.join(', ')}.`,
    );
  });
}
