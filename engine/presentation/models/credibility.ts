/** Reliability The machine, its state during the run, and what the samples say about themselves. */
import type { Machine, Sample, ScenarioReport, Versions } from '../../protocol/report';
import type { RunSnapshot } from '../../protocol/snapshot';
import {
  counted,
  formatBytes,
  formatDecimal,
  formatNumber,
  formatShare,
  formatSignedPercent,
} from '../format';
import { noiseFloorFigure } from '../measurementWords';
import type { Fact } from './difference';
import { samplesByEngine } from './engines';

/** All facts, in the order they are shown. */
export function credibilityFacts(snapshot: RunSnapshot, scenario: ScenarioReport): Fact[] {
  return [
    ...(snapshot.machine === null ? [] : machineFacts(snapshot.machine)),
    ...sampleFacts(scenario),
    ...(snapshot.versions === null ? [] : versionFacts(snapshot.versions)),
    ...dataFacts(scenario, snapshot),
  ];
}

/** One line of the most telling facts, for the folded section. */
export function credibilitySummary(facts: readonly Fact[]): string {
  const telling = ['noise floor', 'processor', 'load before', 'drift', 'outliers', 'runtime'];
  return telling
    .flatMap((label) => facts.filter((fact) => fact.label === label))
    .map(({ label, text }) => (label === 'processor' || label === 'runtime' ? text : `${label} ${text}`))
    .join(' · ');
}

function fact(label: string, text: string, help: string, warning = false): Fact {
  return { label, text, help: `${label}: ${text}\n${help}`, warning };
}

function machineFacts(machine: Machine): Fact[] {
  const { loadBefore, governor, onBattery } = machine;
  return [
    fact(
      'processor',
      `${machine.cpu}, ${counted(machine.cores, 'core')}`,
      'Processor name from the operating system.',
    ),
    fact('memory', formatBytes(machine.memoryBytes), 'Physical memory.'),
    fact(
      'system',
      `${machine.platform} ${machine.arch}, ${machine.osRelease}`,
      'Platform, architecture and release.',
    ),
    ...(loadBefore === null
      ? []
      : [
          fact(
            'load before',
            formatNumber(loadBefore, 2),
            'One-minute load average before the first sample. Above half the cores, other programs were using the machine.',
            loadBefore > machine.cores / 2,
          ),
        ]),
    ...(governor === null ? [] : [fact('governor', governor, 'How the system sets the clock frequency.')]),
    ...(onBattery === null
      ? []
      : [fact('power', onBattery ? 'battery' : 'mains', 'Many machines slow down on battery.', onBattery)]),
  ];
}

function sampleFacts(scenario: ScenarioReport): Fact[] {
  const { measurements, samples } = scenario;
  if (measurements === null) return [];
  const floor = measurements.noiseFloorPercent;
  const outliers = measurements.engines.reduce((sum, engine) => sum + engine.outliers, 0);
  const headline = measurements.comparisons.find(({ id }) => id === 'exact-against-js-float');
  const share = headline?.betweenLaunchShare ?? null;
  const drift = driftOf(samples);
  return [
    ...(floor === null
      ? []
      : [
          fact(
            'noise floor',
            noiseFloorFigure(floor),
            'float against itself in this run. Smaller differences are not claimed.',
          ),
        ]),
    fact(
      'outliers',
      outliers === 0 ? 'none' : `${formatNumber(outliers)}, kept`,
      'Samples outside Tukey’s fences. They stay in every figure.',
    ),
    ...(share === null
      ? []
      : [
          fact(
            'between launches',
            `${formatShare(share)} of the variance`,
            'Share of the headline’s variance between launches. More rounds cannot reduce it.',
          ),
        ]),
    ...(drift === null
      ? []
      : [
          fact(
            'drift',
            `${formatSignedPercent(drift.percent, 1)} (${drift.engine})`,
            'Mean of the last launch against the first, for the engine that changed most. Rounds alternate, so drift affects all engines alike.',
          ),
        ]),
  ];
}

/** The largest change of an engine's mean from the first launch to the last; null below two launches. */
export function driftOf(samples: readonly Sample[]): { engine: string; percent: number } | null {
  let largest: { engine: string; percent: number } | null = null;
  for (const [engine, group] of samplesByEngine(samples, [])) {
    const last = group.at(-1)?.launch ?? 0;
    const first = group[0]?.launch ?? 0;
    if (last === first) continue;
    const percent = (meanOf(group, last) / meanOf(group, first) - 1) * 100;
    if (largest === null || Math.abs(percent) > Math.abs(largest.percent)) largest = { engine, percent };
  }
  return largest;
}

function meanOf(samples: readonly Sample[], launch: number): number {
  const times = samples.filter((sample) => sample.launch === launch).map(({ ns }) => ns);
  return times.reduce((sum, ns) => sum + ns, 0) / times.length;
}

function versionFacts(versions: Versions): Fact[] {
  const { runtime, runtimeVersion, v8, native } = versions;
  const name = runtime === 'node' ? 'Node' : 'Electron';
  return [
    fact(
      'runtime',
      `${name} ${runtimeVersion}, V8 ${v8}`,
      'Figures from Node and from Electron are never compared.',
    ),
    fact('product', versions.product, 'Version of Decimal Benchmark.'),
    ...(native === null
      ? []
      : [
          fact(
            'native module',
            `${native.version}, ${native.target}`,
            `Built by ${native.rustc}. Processor features: ${native.cpuFeatures}.`,
          ),
        ]),
    fact(
      'libraries',
      `decimal.js ${versions.decimalJs}, tinybench ${versions.tinybench}`,
      'Versions of the libraries that were measured.',
    ),
  ];
}

function dataFacts(scenario: ScenarioReport, snapshot: RunSnapshot): Fact[] {
  const { data, parameters } = scenario.head;
  return [
    fact('data', data.file ?? 'generated from a fixed seed', 'Source of the bars.'),
    fact(
      'bars',
      `${formatNumber(data.bars)} in ${counted(data.symbols, 'symbol')}`,
      'All bars, warm-up included.',
    ),
    fact('digest', `${data.digest.slice(0, 12)}…`, `SHA-256 of the bundle\n${data.digest}`),
    fact(
      'parameters',
      `capital ${formatDecimal(parameters.capital)}, quantity ${formatDecimal(parameters.quantity)}, slippage ${formatDecimal(parameters.slippageBps)} bp, commission ${formatDecimal(parameters.commission)} a unit, warm-up ${counted(parameters.warmup, 'bar')}`,
      'The parameters of the strategy and of trading.',
    ),
    ...(snapshot.options === null
      ? []
      : [fact('storage', snapshot.options.storage, 'The integer type in which native stores a value.')]),
    ...(data.roundedInputs === 0
      ? []
      : [
          fact(
            'rounded inputs',
            formatNumber(data.roundedInputs),
            'Values with more than 8 fractional digits that were rounded half to even.',
            true,
          ),
        ]),
    ...(data.unenclosedBars === 0
      ? []
      : [
          fact(
            'odd bars',
            formatNumber(data.unenclosedBars),
            'Bars whose high or low does not enclose open and close.',
            true,
          ),
        ]),
  ];
}
