/** What was run, on what, and with which options: tables of facts. */
import type { Report, ScenarioReport } from '../../protocol/report';
import { strategyLabel } from '../../ledger/scenarios';
import { formatBytes, formatDuration, formatNumber, formatTime } from '../../presentation/format';
import { targetFigure } from '../../presentation/measurementWords';
import { codeSpan, decimalText, markdownText } from '../../presentation/escape';
import { markdownTable, words } from '../../presentation/markdownTable';

type Fact = readonly [name: string, value: string];

/** Every parameter and what the data are. */
export function headSection({ head: { data, parameters }, machine }: ScenarioReport): string {
  return factTable([
    ...(machine === undefined
      ? []
      : ([
          ['Measured on', `${markdownText(machine.cpu)}, ${formatNumber(machine.cores, 0)} cores`],
        ] as const)),
    ['Strategy', markdownText(strategyLabel(parameters.strategy))],
    ['Warm-up', `${formatNumber(parameters.warmup, 0)} bars a symbol`],
    ['Capital', decimalText(parameters.capital)],
    ['Quantity', `${decimalText(parameters.quantity)} units when long`],
    ['Slippage', `${decimalText(parameters.slippageBps)} basis points`],
    ['Commission', `${decimalText(parameters.commission)} a unit`],
    ['Data', data.file === null ? 'generated, the same on every machine' : `file ${codeSpan(data.file)}`],
    ['Bars', `${formatNumber(data.bars, 0)} of ${formatNumber(data.symbols, 0)} symbols`],
    ['Sessions traded', formatNumber(data.sessions, 0)],
    ['First and last bar (UTC)', `${timeOrNone(data.firstTime)} … ${timeOrNone(data.lastTime)}`],
    ['Inputs rounded', formatNumber(data.roundedInputs, 0)],
    ['Bars not enclosing open and close', formatNumber(data.unenclosedBars, 0)],
    ['Digest (SHA-256)', codeSpan(data.digest)],
  ]);
}

export function machineSection({ machine, versions }: Report): string {
  const { native } = versions;
  return factTable([
    ['Processor', `${markdownText(machine.cpu)}, ${formatNumber(machine.cores, 0)} cores`],
    ['Memory', formatBytes(machine.memoryBytes)],
    ['System', markdownText(`${machine.platform} ${machine.arch}, ${machine.osRelease}`)],
    ['Load before the run', machine.loadBefore === null ? 'unknown' : formatNumber(machine.loadBefore, 2)],
    ['Frequency governor', machine.governor === null ? 'unknown' : markdownText(machine.governor)],
    ['On battery', machine.onBattery === null ? 'unknown' : machine.onBattery ? 'yes' : 'no'],
    [
      'Runtime',
      markdownText(
        `${versions.runtime === 'node' ? 'Node' : 'Electron'} ${versions.runtimeVersion}, V8 ${versions.v8}`,
      ),
    ],
    ['decimal.js', markdownText(versions.decimalJs)],
    ['tinybench', markdownText(versions.tinybench)],
    [
      'Native module',
      native === null
        ? 'not loaded'
        : markdownText(`${native.version}, ${native.rustc}, ${native.target}, ${native.cpuFeatures}`),
    ],
  ]);
}

export function optionsSection({ options }: Report): string {
  return factTable([
    [
      'Launches',
      options.precision === undefined
        ? formatNumber(options.launches, 0)
        : `${formatNumber(options.launches, 0)} before the first look, more for precision`,
    ],
    ...(options.precision === undefined
      ? []
      : ([
          [
            'Precision wanted',
            `±${String(options.precision.percent)} % of overhead, in at most ${formatDuration(options.precision.maxSeconds)}`,
          ],
        ] as const)),
    ['Samples an engine', formatNumber(options.runs, 0)],
    ['Engines', options.engines.map(codeSpan).join(', ')],
    ['Storage of `native`', codeSpan(options.storage)],
    ['Target', `overhead < ${targetFigure(options.targetPercent)} %`],
    ...(options.work.kind === 'file'
      ? ([
          ['Inputs', options.work.roundInputs ? 'rounded to 8 digits, half to even' : 'taken exactly'],
        ] as const)
      : []),
  ]);
}

function factTable(facts: readonly Fact[]): string {
  return markdownTable([words('What'), words('Value')], facts);
}

function timeOrNone(time: number | null): string {
  return time === null ? 'none' : formatTime(time);
}
