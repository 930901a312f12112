/** The options of `run`, as they are declared, and what they ask for. */
import { Option, type Command } from 'commander';
import path from 'node:path';
import * as v from 'valibot';
import { parseScaled8 } from '../ledger/data/parseDecimal';
import { holds, largestIn } from '../ledger/data/range';
import { check } from '../protocol/check';
import { runDefaults } from '../protocol/defaults';
import type { RunOptions, Work } from '../protocol/report';
import { settingRanges } from '../protocol/settings';
import {
  allScenarios,
  engineNames,
  EngineName,
  ScenarioName,
  scenarioNames,
  storages,
  Storage,
  Strategy,
} from '../protocol/vocabulary';
import { parametersFor } from '../ledger/scenarios';
import {
  decimal,
  duration,
  engineList,
  halfWidth,
  percent,
  shardOf,
  strategy,
  wholeNumber,
} from './optionValues';
import { refuseDash, usageError } from './usageError';

const RunFlags = v.strictObject({
  scenario: v.optional(v.union([ScenarioName, v.literal('all')])),
  data: v.optional(v.string()),
  strategy: v.optional(Strategy),
  warmup: v.optional(v.number()),
  roundInputs: v.optional(v.boolean()),
  launches: v.number(),
  runs: v.number(),
  engines: v.array(EngineName),
  /** They were named, so that none may be left out. */
  enginesAreNamed: v.boolean(),
  /** They were asked for, so that a run of fewer must say so. */
  launchesAreNamed: v.boolean(),
  shard: v.optional(v.strictObject({ index: v.number(), count: v.number() })),
  target: v.number(),
  precision: v.optional(v.number()),
  maxTime: v.optional(v.number()),
  storage: Storage,
  capital: v.optional(v.string()),
  quantity: v.optional(v.string()),
  slippageBps: v.optional(v.string()),
  commission: v.optional(v.string()),
  outputDir: v.string(),
  trace: v.optional(v.string()),
  engine: v.optional(EngineName),
  json: v.optional(v.boolean(), false),
  quiet: v.optional(v.boolean(), false),
});
export type RunFlags = v.InferOutput<typeof RunFlags>;

/** Declares the options of `run`. */
export function declareRunFlags(command: Command): Command {
  const positive = decimal(
    (value) => value > 0n,
    'Allowed are decimals above 0 with at most 8 fractional digits.',
  );
  const notNegative = decimal(
    (value) => value >= 0n,
    'Allowed are decimals from 0 on with at most 8 fractional digits.',
  );
  const slippage = decimal(
    (value) => value >= 0n && value < 10_000n * 10n ** 8n,
    'Allowed are decimals from 0 to below 10000 with at most 8 fractional digits.',
  );
  return command
    .optionsGroup('Measurement:')
    .addOption(
      new Option(
        '--scenario <name>',
        `what to run; all is ${allScenarios.join(', ')}, without the large ones (default: all)`,
      ).choices([...scenarioNames, 'all']),
    )
    .option(
      '--shard <i/n>',
      'run only the i-th of n parts of the scenarios; `merge` combines the reports',
      shardOf,
    )
    .addOption(
      new Option('--engines <list>', 'engines to measure, separated by commas')
        .argParser(engineList)
        .default([...runDefaults.engines], runDefaults.engines.join(',')),
    )
    .option(
      '--launches <count>',
      'process launches per engine',
      wholeNumber(settingRanges.launches),
      runDefaults.launches,
    )
    .option(
      '--runs <count>',
      'total number of samples per engine',
      wholeNumber(settingRanges.runs),
      runDefaults.runs,
    )
    .option(
      '--target <percent>',
      'target for the overhead of native over float',
      percent(settingRanges.target),
      runDefaults.targetPercent,
    )
    .option(
      '--precision <percent>',
      'add launches until the interval of the overhead is this narrow, e.g. 2% for ±2 percentage points',
      halfWidth(settingRanges.precision),
    )
    .option(
      '--max-time <duration>',
      `time limit for all launches with --precision (default: ${runDefaults.maxMinutes}m)`,
      duration({ least: settingRanges.maxTime.least * 60, most: settingRanges.maxTime.most * 60 }),
    )
    .addOption(
      new Option('--storage <type>', 'what native keeps its decimals in')
        .choices(storages)
        .default(runDefaults.storage),
    )
    .optionsGroup('Own data:')
    .option('--data <file.csv>', 'run on these bars instead of a scenario; needs --strategy')
    .option('--strategy <rule>', 'sma:50,200, momentum:1200,5 or zscore:20,2', strategy)
    .option(
      '--warmup <bars>',
      'leading bars per symbol without trades (default: 0)',
      wholeNumber({ least: 0, most: 1_000_000_000 }),
    )
    .option('--round-inputs', 'round values with more than 8 fractional digits, half to even')
    .optionsGroup('Trading:')
    .option('--capital <amount>', 'initial capital (default: 100000)', positive)
    .option('--quantity <units>', 'target position in units (default: 100)', positive)
    .option(
      '--slippage-bps <points>',
      'slippage of a fill from the open, in basis points (default: 5)',
      slippage,
    )
    .option('--commission <amount>', 'commission per unit (default: 0.001)', notNegative)
    .optionsGroup('Output:')
    .option(
      '--output-dir <folder>',
      'folder for report.json, report.md, report.html and charts/',
      'reports/latest',
    )
    .option('--trace <file>', 'also write every fill and session of one engine as JSON Lines')
    .addOption(new Option('--engine <name>', 'engine of the trace (default: native)').choices(engineNames))
    .option('--json', 'print report.json to standard output, all else to standard error')
    .option('--quiet', 'print only errors, warnings about the data, and the last line');
}

/** The options that were given, checked one against the other. @throws EngineError `bad-input` */
export function runFlagsOf(command: Command): RunFlags {
  const enginesAreNamed = command.getOptionValueSource('engines') !== 'default';
  const launchesAreNamed = command.getOptionValueSource('launches') !== 'default';
  const flags = check(RunFlags, { ...command.opts(), enginesAreNamed, launchesAreNamed }, 'options of run');
  if (flags.data === undefined) {
    for (const [key, option] of onlyWithData) {
      if (flags[key] !== undefined) throw usageError(`${option} needs --data`, 'A scenario has its own.');
    }
  } else {
    if (flags.scenario !== undefined) {
      throw usageError('--data and --scenario exclude each other', 'Give one of them.');
    }
    if (flags.strategy === undefined) {
      throw usageError('--data needs --strategy', 'For example: --strategy sma:50,200');
    }
    if (flags.shard !== undefined) {
      throw usageError('--data and --shard exclude each other', 'A file is one piece of work.');
    }
  }
  if (flags.precision === undefined) {
    if (flags.maxTime !== undefined) {
      throw usageError(
        '--max-time needs --precision',
        'Without it the number of launches is fixed: --launches.',
      );
    }
  } else if (!flags.engines.includes('native') || !flags.engines.includes('float')) {
    throw usageError(
      '--precision needs the engines native and float',
      'What is to become precise is the interval of their comparison.',
    );
  }
  if (flags.shard !== undefined && scenariosOf(flags).length === 0) {
    const { index, count } = flags.shard;
    throw usageError(
      `--shard ${index}/${count} has nothing to run: there are fewer scenarios than parts`,
      'Use as many parts as scenarios, or fewer.',
    );
  }
  refuseDash(flags.data, '--data', 'input');
  refuseDash(flags.trace, '--trace', 'output');
  requireInRange(flags);
  if (flags.engine !== undefined && flags.trace === undefined) {
    throw usageError(
      '--engine needs --trace',
      'It names whose trace is written; --engines chooses what is measured.',
    );
  }
  if (flags.trace !== undefined && flags.data === undefined && scenariosOf(flags).length !== 1) {
    throw usageError(
      '--trace needs one scenario or file',
      'For example: --scenario daily --trace daily.jsonl',
    );
  }
  return flags;
}

/** What the coordinator is asked to do. @throws EngineError `bad-input` */
export function runOptionsOf(flags: RunFlags): RunOptions {
  const { launches, runs, engines, enginesAreNamed, shard, storage, target, precision, maxTime } = flags;
  return {
    work: workOf(flags),
    launches,
    runs,
    engines,
    ...(enginesAreNamed ? {} : { missingEngines: 'leave out' }),
    storage,
    targetPercent: target,
    ...(precision === undefined
      ? {}
      : { precision: { percent: precision, maxSeconds: maxTime ?? runDefaults.maxMinutes * 60 } }),
    ...(shard === undefined ? {} : { shard: { ...shard, names: [...allScenariosOf(flags)] } }),
    overrides: flags.data === undefined ? overridesOf(flags) : {},
  };
}

/** Why a run will not do all that was asked for; null if it will. */
export function runCaution({ launches, runs, launchesAreNamed }: RunFlags): string | null {
  if (!launchesAreNamed || runs >= launches) return null;
  const samples = runs === 1 ? '1 sample an engine makes' : `${runs} samples an engine make`;
  return `${samples} ${runs === 1 ? '1 launch' : `${runs} launches`}, not ${launches}: give --runs ${launches} or more.`;
}

const onlyWithData = [
  ['strategy', '--strategy'],
  ['warmup', '--warmup'],
  ['roundInputs', '--round-inputs'],
] as const;

const amounts = [
  ['capital', '--capital'],
  ['quantity', '--quantity'],
  ['commission', '--commission'],
] as const;

/** Only the engine with a fixed width limits what can be stored. */
function requireInRange(flags: RunFlags): void {
  const { storage, engines, trace, engine = 'native' } = flags;
  if (!engines.includes('native') && (trace === undefined || engine !== 'native')) return;
  for (const [key, option] of amounts) {
    const text = flags[key];
    if (text === undefined) continue;
    const value = parseScaled8(text, option);
    if (holds(storage, value)) continue;
    throw usageError(
      `${option} ${text} is outside the range of ${storage} storage, which ends at ${largestIn(storage)}`,
      holds('i128', value) ? 'Use --storage i128, or a smaller amount.' : 'Give a smaller amount.',
    );
  }
}

function workOf(flags: RunFlags): Work {
  if (flags.data === undefined || flags.strategy === undefined) {
    return { kind: 'scenarios', names: [...scenariosOf(flags)] };
  }
  return {
    kind: 'file',
    path: path.resolve(flags.data),
    parameters: parametersFor(flags.strategy, flags.warmup ?? 0, overridesOf(flags)),
    roundInputs: flags.roundInputs ?? false,
  };
}

/** What this run measures: all that was asked for, or its part, dealt out in turn. */
function scenariosOf(flags: RunFlags): readonly ScenarioName[] {
  const names = allScenariosOf(flags);
  const { shard } = flags;
  return shard === undefined ? names : names.filter((_, place) => place % shard.count === shard.index - 1);
}

function allScenariosOf({ scenario }: RunFlags): readonly ScenarioName[] {
  return scenario === undefined || scenario === 'all' ? allScenarios : [scenario];
}

function overridesOf({ capital, quantity, slippageBps, commission }: RunFlags): RunOptions['overrides'] {
  return {
    ...(capital === undefined ? {} : { capital }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(slippageBps === undefined ? {} : { slippageBps }),
    ...(commission === undefined ? {} : { commission }),
  };
}
