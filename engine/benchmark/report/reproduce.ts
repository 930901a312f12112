import type { Report, RunOptions } from '../../protocol/report';
import { allScenarios, type Strategy } from '../../protocol/vocabulary';
import { codeSpan, shellArgument } from '../../presentation/escape';

/** What must be known before the commands are typed. They take the program from its checkout, never from a registry. */
export function reproduceNote({ options, scenarios }: Report): string {
  const where = 'In the checkout of Decimal Benchmark';
  if (options.work.kind !== 'file') return `${where}:`;
  const file = scenarios[0]?.head.data.file ?? null;
  const named = file === null ? 'the file' : codeSpan(file);
  return `${where}, with the path of ${named} in the place of its name, or a copy of it there: the report holds no folder.`;
}

/** The command that repeats the run, for a POSIX shell; one line for each part if one command cannot run it all. */
export function reproduceCommands({ options, scenarios }: Report): string[] {
  const measuring = [
    ['--launches', String(options.launches)],
    ['--runs', String(options.runs)],
    ['--engines', options.engines.join(',')],
    ['--storage', options.storage],
    ['--target', String(options.targetPercent)],
    ...(options.precision === undefined
      ? []
      : [
          ['--precision', `${options.precision.percent}%`],
          ['--max-time', `${options.precision.maxSeconds}s`],
        ]),
  ];
  const file = scenarios[0]?.head.data.file ?? null;
  return whatIsRun(options, file).map((parts) =>
    ['npx --no-install decimal-benchmark run', ...[...parts, ...measuring].flat().map(shellArgument)].join(
      ' ',
    ),
  );
}

/** The strategy as `--strategy` takes it, e.g. `sma:50,200`. */
function strategyOption(strategy: Strategy): string {
  if (strategy.kind === 'sma') return `sma:${strategy.fast},${strategy.slow}`;
  return `${strategy.kind}:${strategy.window},${strategy.threshold}`;
}

/** @param file - base name of the user's file: where it lay is nobody's business */
function whatIsRun({ work, overrides }: RunOptions, file: string | null): string[][][] {
  if (work.kind === 'scenarios') {
    const names = work.names.join() === allScenarios.join() ? ['all'] : work.names;
    return names.map((name) => [
      ['--scenario', name],
      ...option('--capital', overrides.capital),
      ...option('--quantity', overrides.quantity),
      ...option('--slippage-bps', overrides.slippageBps),
      ...option('--commission', overrides.commission),
    ]);
  }
  const { parameters } = work;
  return [
    [
      ['--data', file ?? 'FILE.csv'],
      ['--strategy', strategyOption(parameters.strategy)],
      ['--warmup', String(parameters.warmup)],
      ['--capital', parameters.capital],
      ['--quantity', parameters.quantity],
      ['--slippage-bps', parameters.slippageBps],
      ['--commission', parameters.commission],
      ...(work.roundInputs ? [['--round-inputs']] : []),
    ],
  ];
}

function option(name: string, value: string | undefined): string[][] {
  return value === undefined ? [] : [[name, value]];
}
