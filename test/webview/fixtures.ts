/** Runs as the extension would stream them: made up, but from a seed, and with the verdicts of the real rules. */
import { decimalDifference } from '../../engine/benchmark/verdict/decimalDifference';
import { measurementsOf } from '../../engine/benchmark/verdict/measurements';
import { sentenceOf } from '../../engine/benchmark/report/sentence';
import type { PanelContext } from '../../engine/protocol/panel';
import type {
  Report,
  RunOptions,
  Sample,
  ScenarioHead,
  ScenarioReport,
  ScenarioResults,
} from '../../engine/protocol/report';
import type { RunEvent } from '../../engine/protocol/run';
import { protocolVersion } from '../../engine/protocol/run';
import { applyEvent, emptySnapshot } from '../../engine/protocol/snapshot';
import type { RunSnapshot } from '../../engine/protocol/snapshot';
import type { EngineName, ScenarioName } from '../../engine/protocol/vocabulary';

export const context: PanelContext = {
  scenarios: ['daily'],
  engines: ['float', 'decimal.js', 'native', 'native-float'],
  launches: 5,
  runs: 40,
  targetPercent: 30,
  stale: null,
  older: null,
  trusted: true,
  locale: 'en',
};

export interface RunShape {
  readonly scenarios?: readonly ScenarioName[];
  readonly launches?: number;
  readonly rounds?: number;
  /** Name of the symbol at the first difference. */
  readonly symbol?: string;
  /** Time of native over time of float. */
  readonly nativeRatio?: number;
  readonly partial?: string;
  readonly warnings?: readonly string[];
}

const engines: readonly EngineName[] = ['float', 'decimal.js', 'native', 'native-float'];

/** Every event of a run, from `hello` to `finished`. */
export function runEvents(shape: RunShape = {}): RunEvent[] {
  const { scenarios = ['daily'], launches = 5, rounds = 8, warnings = [] } = shape;
  const options = optionsOf(scenarios, launches, rounds);
  const events: RunEvent[] = [
    { type: 'hello', protocol: protocolVersion, product: '0.1.0' },
    { type: 'started', startedAt: '2026-11-24T10:41:42.000Z', options, machine, versions },
  ];
  const reports = scenarios.map((name, index) => {
    const report = scenarioReport(name, index + 1, shape, launches, rounds);
    events.push({ type: 'scenario', head: report.head });
    if (report.results !== null) events.push({ type: 'results', key: name, results: report.results });
    for (const text of warnings) events.push({ type: 'warning', key: name, text });
    events.push(...sampleEvents(report, launches, rounds));
    return { ...report, warnings: [...warnings] };
  });
  events.push({
    type: 'finished',
    report: reportOf(reports, options, shape),
    markdown: '# Report\n',
    charts: {},
  });
  return events;
}

/** The snapshot after the first events; all of them where `count` is left out. */
export function snapshotAfter(events: readonly RunEvent[], count = events.length): RunSnapshot {
  // Samples are appended in place: a copy keeps the events as they are.
  return structuredClone(events.slice(0, count)).reduce(applyEvent, emptySnapshot);
}

/** How many events there are up to and with the last sample of a launch. */
export function eventsUntilLaunch(events: readonly RunEvent[], launch: number): number {
  return 1 + events.findLastIndex((event) => event.type === 'sample' && event.sample.launch === launch);
}

export const failedEvent: RunEvent = {
  type: 'failed',
  failure: {
    code: 'native-missing',
    message: 'The native module for linux-x64-gnu is not there',
    where: 'dist/native/decimal-benchmark.linux-x64-gnu.node',
    remedy: 'Install the extension for this platform, or build it with npm run build.',
  },
};

function optionsOf(names: readonly ScenarioName[], launches: number, rounds: number): RunOptions {
  return {
    work: { kind: 'scenarios', names: [...names] },
    launches,
    runs: launches * rounds,
    engines: [...engines],
    storage: 'i64',
    targetPercent: 30,
    overrides: {},
  };
}

function sampleEvents(
  { head, samples, results }: ScenarioReport,
  launches: number,
  rounds: number,
): RunEvent[] {
  // Four times a second of a run, and not more often if it is long.
  const every = Math.max(20, Math.ceil(samples.length / 40));
  return samples.flatMap((sample, index): RunEvent[] => {
    const event: RunEvent = { type: 'sample', key: head.key, sample };
    const last = index === samples.length - 1;
    if (!last && index % every !== every - 1) return [event];
    const soFar = measurementsOf(samples.slice(0, index + 1), {
      allocations: accounts(),
      bars: head.data.bars,
      targetPercent: 30,
      provisional: !last,
      engines,
      results,
    });
    const headline = soFar.comparisons.find(({ id }) => id === 'exact-against-js-float')?.interval;
    const halfWidthPercent =
      headline === undefined || headline === null ? null : (headline.highPercent - headline.lowPercent) / 2;
    return [
      event,
      { type: 'measurements', key: head.key, measurements: soFar },
      {
        type: 'progress',
        progress: {
          fraction: (index + 1) / samples.length,
          activity: 'measuring',
          scenario: head.key,
          launch: sample.launch,
          launches,
          round: sample.round,
          rounds,
          etaSeconds: Math.round(20 * (1 - (index + 1) / samples.length)),
          halfWidthPercent,
        },
      },
    ];
  });
}

function scenarioReport(
  name: ScenarioName,
  seed: number,
  shape: RunShape,
  launches: number,
  rounds: number,
): ScenarioReport {
  const head = headOf(name);
  const results = resultsOf(name, seed, shape.symbol ?? 'SYM003');
  const samples = samplesOf(seed, launches, rounds, head.data.bars, shape.nativeRatio ?? 0.119);
  const measurements = measurementsOf(samples, {
    allocations: accounts(),
    bars: head.data.bars,
    targetPercent: 30,
    provisional: false,
    engines,
    results,
  });
  return { head, results, measurements, samples, warnings: [] };
}

function headOf(name: ScenarioName): ScenarioHead {
  const titles: Partial<Record<ScenarioName, string>> = {
    daily: 'Daily · SMA 50/200',
    hourly: 'Hourly · momentum 1,200 bars',
    minute: 'Minute · z-score 20',
  };
  return {
    key: name,
    title: titles[name] ?? name,
    scenario: name,
    data: {
      source: 'generated',
      file: null,
      digest: '5f2c0d8a3b7e4f6198a0c1d2e3f405162738495a6b7c8d9e0f1a2b3c4d5e9a01',
      symbols: 10,
      bars: 4520,
      sessions: 252,
      firstTime: Date.UTC(2023, 2, 20),
      lastTime: Date.UTC(2024, 11, 31),
      roundedInputs: 0,
      unenclosedBars: 0,
    },
    parameters: {
      strategy: { kind: 'sma', fast: 50, slow: 200 },
      warmup: 200,
      capital: '100000',
      quantity: '100',
      slippageBps: '5',
      commission: '0.001',
    },
  };
}

function samplesOf(
  seed: number,
  launches: number,
  rounds: number,
  bars: number,
  nativeRatio: number,
): Sample[] {
  const random = randomFrom(seed);
  const noise = (size: number): number => 1 + (random() + random() + random() - 1.5) * size;
  const float = 9.02e6;
  const sources = [
    { engine: 'float', control: false, ns: float },
    { engine: 'decimal.js', control: false, ns: float * 64 },
    { engine: 'native', control: false, ns: float * nativeRatio },
    { engine: 'native-float', control: false, ns: float * nativeRatio * 1.03 },
    { engine: 'float', control: true, ns: float * 1.002 },
  ] as const;
  const samples: Sample[] = [];
  for (let launch = 1; launch <= launches; launch++) {
    const launched = sources.map((source) => ({ ...source, ns: source.ns * noise(0.012) }));
    for (let round = 1; round <= rounds; round++) {
      const order = round % 2 === 1 ? launched : launched.toReversed();
      for (const [place, { engine, control, ns }] of order.entries()) {
        const outlier = random() > 0.985 ? 1.08 : 1;
        const measured = ns * noise(0.025) * outlier;
        samples.push({
          engine,
          control,
          launch,
          round,
          position: place + 1,
          ns: measured,
          repeats: Math.max(1, Math.ceil(2e7 / ns)),
          nsPerBar: measured / bars,
          atMs: samples.length * 90,
        });
      }
    }
  }
  return samples;
}

function accounts(): Map<EngineName, { gcShare: number; allocatedBytes: number }> {
  return new Map([
    ['float', { gcShare: 0.004, allocatedBytes: 12_400_000 }],
    ['decimal.js', { gcShare: 0.098, allocatedBytes: 611_000_000 }],
    ['native', { gcShare: 0, allocatedBytes: 96_000 }],
    ['native-float', { gcShare: 0, allocatedBytes: 96_000 }],
  ]);
}

function resultsOf(name: ScenarioName, seed: number, symbol: string): ScenarioResults {
  const equity = equityOf(seed);
  const exactEnd = equity.exact.at(-1) ?? '0';
  const floatEnd = equity.float.at(-1) ?? '0';
  const summary = (engine: EngineName, finalEquity: string, fills: number) => ({
    engine,
    scenario: name,
    initialCapital: '100000',
    finalCash: finalEquity,
    finalEquity,
    totalReturn: '0.047199400001',
    volatility: '0.021903312448',
    sharpe: '2.131145900377',
    maxDrawdown: '0.012204480013',
    fills,
    unfilled: 0,
    commission: '12.2',
    realised: '4731.64',
    turnover: '1215008.44',
  });
  const evidence = (ties: number, residual: string) => ({
    ties,
    buys: 61,
    sells: 61,
    maxResidual: residual,
    finalResidual: residual,
    residues: [],
  });
  const [exact, float] = ['a'.repeat(64), 'b'.repeat(64)];
  const metric = (label: string, exactText: string, floatText: string) => ({
    metric: label,
    exact: exactText,
    float: floatText,
    difference: decimalDifference(floatText, exactText),
  });
  return {
    engines: [
      {
        engine: 'float',
        summary: summary('float', floatEnd, 124),
        evidence: evidence(2, '0.0000000002910383045673370361'),
        traceDigest: float,
      },
      {
        engine: 'decimal.js',
        summary: summary('decimal.js', exactEnd, 122),
        evidence: evidence(6, '0'),
        traceDigest: exact,
      },
      {
        engine: 'native',
        summary: summary('native', exactEnd, 122),
        evidence: evidence(6, '0'),
        traceDigest: exact,
      },
      {
        engine: 'native-float',
        summary: summary('native-float', floatEnd, 124),
        evidence: evidence(2, '0.0000000002910383045673370361'),
        traceDigest: float,
      },
    ],
    agreements: [
      { engines: ['native', 'decimal.js'], word: 'identical', firstDifference: null },
      { engines: ['native-float', 'float'], word: 'identical', firstDifference: null },
    ],
    floatEffect: {
      changed: true,
      differingFills: 2,
      extraFills: 2,
      differingDecisions: 4,
      first: {
        time: Date.UTC(2024, 7, 13),
        symbol,
        bar: 357,
        tie: true,
        exact: { engine: 'native', decision: 'unchanged', values: means('48.2164', '48.2164') },
        float: { engine: 'float', decision: 'long', values: means('48.21640000000001', '48.2164') },
      },
      metrics: [
        metric('finalCash', exactEnd, floatEnd),
        metric('finalEquity', exactEnd, floatEnd),
        metric('totalReturn', '0.047199400001', '0.0473128999999'),
        metric('maxDrawdown', '0.012204480013', '0.012204480013'),
        metric('fills', '122', '124'),
      ],
      headline: 'Floats changed the result',
      detail: '2 fills more, final equity 11.35 higher',
      firstText: `2024-08-13 00:00 ${symbol}: floats go long where the two means are equal`,
    },
    equity,
  };
}

function means(fast: string, slow: string) {
  return [
    { label: 'mean of 50', value: fast },
    { label: 'mean of 200', value: slow },
  ];
}

function equityOf(seed: number) {
  const random = randomFrom(seed + 100);
  const dates: string[] = [];
  const exact: string[] = [];
  const float: string[] = [];
  let cents = 10_000_000;
  for (let day = 0; dates.length < 252; day++) {
    const date = new Date(Date.UTC(2024, 0, 2 + day));
    if (date.getUTCDay() % 6 === 0) continue;
    dates.push(date.toISOString().slice(0, 10));
    cents += Math.round((random() - 0.46) * 48_000);
    const added = dates.length > 160 ? (dates.length > 200 ? 11.35 : 7.1) : 0;
    exact.push(String(cents / 100));
    float.push(String(cents / 100 + added + (dates.length % 3) * 1e-11));
  }
  const difference = float.map((text, index) => decimalDifference(plain(text), exact[index] ?? '0'));
  return { dates, exact, float: float.map(plain), difference };
}

function plain(text: string): string {
  return text.includes('e') ? Number(text).toFixed(12) : text;
}

function reportOf(scenarios: ScenarioReport[], options: RunOptions, { partial }: RunShape): Report {
  return {
    kind: 'decimal-benchmark-report',
    schemaVersion: 2,
    startedAt: '2026-11-24T10:41:42.000Z',
    finishedAt: '2026-11-24T10:42:00.000Z',
    durationMs: 18_000,
    partial: partial ?? null,
    quickLook: options.launches < 5,
    family: { comparisons: 3, targets: 1, correction: 'holm' },
    options,
    machine,
    versions,
    scenarios,
    warnings: [],
    sentence: sentenceOf(scenarios),
  };
}

const machine = {
  cpu: 'AMD EPYC 7763 64-Core Processor',
  cores: 2,
  memoryBytes: 25_200_000_000,
  platform: 'linux',
  arch: 'x64',
  osRelease: '6.12.0',
  loadBefore: 0.4,
  governor: null,
  onBattery: null,
};

const versions = {
  product: '0.1.0',
  runtime: 'node' as const,
  runtimeVersion: '20.20.0',
  v8: '11.3.244.8',
  decimalJs: '10.6.0',
  tinybench: '6.2.3',
  native: {
    version: '0.1.0',
    rustc: 'rustc 1.95.0',
    target: 'x86_64-unknown-linux-gnu',
    cpuFeatures: 'avx2, bmi2',
  },
};

/** mulberry32: the same numbers for the same seed on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
