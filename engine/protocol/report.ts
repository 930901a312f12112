/**
 * The JSON report, and the parts of it that are streamed while a run is going. The published JSON Schema is generated
 * from `Report`. Times are nanoseconds of one whole backtest run unless a name says otherwise.
 */
import * as v from 'valibot';
import { LedgerAudit, Summary } from './backtest';
import { BacktestParameters, EngineName, intervalMethods, ScenarioName, Storage } from './vocabulary';

export const reportSchemaVersion = 2;

export const DataDescription = v.strictObject({
  source: v.picklist(['generated', 'file']),
  /** Base name of the user's file; null for generated data. */
  file: v.nullable(v.string()),
  digest: v.string(),
  symbols: v.number(),
  bars: v.number(),
  /** Sessions from the first traded time on. */
  sessions: v.number(),
  firstTime: v.nullable(v.number()),
  lastTime: v.nullable(v.number()),
  roundedInputs: v.number(),
  unenclosedBars: v.number(),
});
export type DataDescription = v.InferOutput<typeof DataDescription>;

/** One timed sample. */
export const Sample = v.strictObject({
  engine: EngineName,
  /** The second `float` of each launch, which measures the noise floor. */
  control: v.boolean(),
  /** Both counted from 1. */
  launch: v.number(),
  round: v.number(),
  /** Place in its round's order, from 1. */
  position: v.number(),
  /** Nanoseconds of one run: the sample's duration divided by `repeats`. */
  ns: v.number(),
  repeats: v.number(),
  nsPerBar: v.number(),
  /** Milliseconds since the run started. */
  atMs: v.number(),
});
export type Sample = v.InferOutput<typeof Sample>;

export const EngineStatistics = v.strictObject({
  engine: EngineName,
  control: v.boolean(),
  samples: v.number(),
  launches: v.number(),
  medianNs: v.number(),
  meanNs: v.number(),
  /** Sample standard deviation (n − 1); null with one sample. */
  sdNs: v.nullable(v.number()),
  minNs: v.number(),
  maxNs: v.number(),
  /** Coefficient of variation, sd / mean. */
  cv: v.nullable(v.number()),
  nsPerBar: v.number(),
  /** Samples outside Tukey's inner fences (1.5 × the interquartile range). They are kept. */
  outliers: v.number(),
  /** The same by how far outside: severe ones lie beyond the outer fences (3 × the interquartile range). */
  outlierKinds: v.strictObject({
    lowSevere: v.number(),
    lowMild: v.number(),
    highMild: v.number(),
    highSevere: v.number(),
  }),
  /** Share of a run's time spent in garbage collection, 0 … 1; null until profiled. */
  gcShare: v.nullable(v.number()),
  /** JavaScript heap and array buffers allocated by one run. */
  allocatedBytes: v.nullable(v.number()),
});
export type EngineStatistics = v.InferOutput<typeof EngineStatistics>;

export const comparisonIds = [
  /** `native` against `float`: what moving from JavaScript floats costs. The headline. */
  'exact-against-js-float',
  /** `native` against `native-float`: what exactness itself costs. */
  'exact-against-rust-float',
  /** `decimal.js` against `float`: what exactness costs without Rust. */
  'decimaljs-against-js-float',
  /** `float` against its control. */
  'noise-floor',
] as const;

export const Interval = v.strictObject({
  lowPercent: v.number(),
  highPercent: v.number(),
  /** What the interval promises, whichever look at the run was its last. */
  confidence: v.number(),
  /** The level at which it was computed: higher if the run has interim analyses, else equal. */
  confidenceAtLook: v.number(),
});
export type Interval = v.InferOutput<typeof Interval>;

export const differenceWords = ['faster', 'slower', 'no difference shown', 'not measured'] as const;
export const targetWords = ['met', 'missed', 'not shown', 'not measured'] as const;

/** How an interval over launches is made. */
export const IntervalMethod = v.picklist(intervalMethods);

/** How sure a claim is, alone and together with all others of the report. */
export const ClaimStrength = v.strictObject({
  /** The smallest α at which the interval of level 1 − α makes the claim. */
  p: v.number(),
  /** The same with all claims of the report made together (Holm). */
  adjustedP: v.number(),
  /** The interval that decides the word, at the level that is left to this claim. */
  interval: v.strictObject({ lowPercent: v.number(), highPercent: v.number(), confidence: v.number() }),
});
export type ClaimStrength = v.InferOutput<typeof ClaimStrength>;

export const Comparison = v.strictObject({
  id: v.picklist(comparisonIds),
  /** E.g. `exact against JavaScript floats`. */
  label: v.string(),
  numerator: EngineName,
  denominator: EngineName,
  /** Geometric mean over launches of the ratio of launch means. */
  ratio: v.number(),
  /** (ratio − 1) × 100 */
  overheadPercent: v.number(),
  /** Median of the launches' overheads. */
  medianPercent: v.number(),
  /** Of the mean of the launches' log-ratios; null below two launches. */
  interval: v.nullable(Interval),
  /** Student's t below 20 launches, the BCa bootstrap from there on; null without an interval. */
  method: v.nullable(IntervalMethod),
  launches: v.number(),
  /** Share of the log-ratios' variance that lies between launches, 0 … 1; null if it cannot be estimated. */
  betweenLaunchShare: v.nullable(v.number()),
  word: v.picklist(differenceWords),
  /**
   * Of the claim that the two differ by more than the noise floor; null below two launches, and for the control
   * itself.
   */
  claim: v.nullable(ClaimStrength),
});
export type Comparison = v.InferOutput<typeof Comparison>;

/** The answer to the first question, in the words that every surface shows. */
export const Verdict = v.strictObject({
  /** The headline comparison's word. */
  word: v.picklist(differenceWords),
  target: v.picklist(targetWords),
  /** True while more samples are to come. */
  provisional: v.boolean(),
  icon: v.picklist(['pass', 'fail', 'neutral']),
  /** E.g. `Exact decimals are 8.4× faster than JavaScript floats`. */
  headline: v.string(),
  /** E.g. `overhead −88.1 % [−88.4, −87.7]`. */
  overhead: v.string(),
  /** E.g. `Target < 30 % met. Noise floor ±1.4 %. 5 launches × 8 rounds.` */
  detail: v.string(),
  /** All of it on one line: status bar, the CLI's last line. */
  sentence: v.string(),
});
export type Verdict = v.InferOutput<typeof Verdict>;

/** How narrow the headline's interval was asked to be, and how narrow it has become. */
export const PrecisionState = v.strictObject({
  /** Half the length of the interval of the overhead, in percentage points. */
  wantedPercent: v.number(),
  /** Null below two launches. */
  reachedPercent: v.nullable(v.number()),
  /** Why no more launches were added; null while they are, and if the run broke off. */
  ended: v.nullable(v.picklist(['reached', 'time spent', 'looks taken'])),
  /** Launches after which an interim analysis is done, fixed before the run. Each spends an equal share of the error. */
  looks: v.array(v.number()),
  looksTaken: v.number(),
  /** Seconds that the scenario's launches may take, and have taken. */
  budgetSeconds: v.number(),
  spentSeconds: v.number(),
});
export type PrecisionState = v.InferOutput<typeof PrecisionState>;

/** What was timed in one scenario so far. */
export const Measurements = v.strictObject({
  engines: v.array(EngineStatistics),
  comparisons: v.array(Comparison),
  /**
   * How far the control's interval reaches from 0, as the overhead of the slower over the faster of the two; null below
   * two launches.
   */
  noiseFloorPercent: v.nullable(v.number()),
  /** Of the claim on which side of the target the overhead lies; null if none can be made. */
  targetClaim: v.nullable(ClaimStrength),
  /** Claims that the whole report makes, and for which all of its words are corrected. */
  claims: v.number(),
  /** Null if the number of launches was fixed. */
  precision: v.nullable(PrecisionState),
  verdict: Verdict,
});
export type Measurements = v.InferOutput<typeof Measurements>;

/** One engine's numbers at a bar where decisions differ. */
export const DecisionView = v.strictObject({
  engine: EngineName,
  decision: v.picklist(['none', 'unchanged', 'flat', 'long']),
  /** What was compared, e.g. `mean of 50` and `mean of 200`, in plain text. */
  values: v.array(v.strictObject({ label: v.string(), value: v.string() })),
});
export type DecisionView = v.InferOutput<typeof DecisionView>;

export const Divergence = v.strictObject({
  time: v.number(),
  symbol: v.string(),
  /** The bar's place in its symbol's series, from 0. */
  bar: v.number(),
  /** The exact decision is an exact tie. */
  tie: v.boolean(),
  exact: DecisionView,
  float: DecisionView,
});
export type Divergence = v.InferOutput<typeof Divergence>;

/** What floats did to the result: `float` against the exact engine. */
export const FloatEffect = v.strictObject({
  changed: v.boolean(),
  /** Fills of one engine that the other does not have, both ways; the same are those of like time, symbol and quantity. */
  differingFills: v.number(),
  /** Fills of `float` minus fills of the exact engine. */
  extraFills: v.number(),
  differingDecisions: v.number(),
  first: v.nullable(Divergence),
  /** Every metric of the summary; `difference` is float − exact in plain text, null if one of them is null. */
  metrics: v.array(
    v.strictObject({
      metric: v.string(),
      exact: v.nullable(v.string()),
      float: v.nullable(v.string()),
      difference: v.nullable(v.string()),
    }),
  ),
  /** E.g. `Floats changed the result`. */
  headline: v.string(),
  /** E.g. `2 fills more, final equity 11.35 higher`. */
  detail: v.string(),
  /** Where decisions first differ, in words; null if they never do. */
  firstText: v.nullable(v.string()),
});
export type FloatEffect = v.InferOutput<typeof FloatEffect>;

export const Agreement = v.strictObject({
  /** `native` against `decimal.js`, or `native-float` against `float`. */
  engines: v.tuple([EngineName, EngineName]),
  word: v.picklist(['identical', 'different', 'not compared']),
  /** The first trace line that differs, of both; null if none does. */
  firstDifference: v.nullable(v.tuple([v.string(), v.string()])),
});
export type Agreement = v.InferOutput<typeof Agreement>;

export const ScenarioResults = v.strictObject({
  engines: v.array(
    v.strictObject({
      engine: EngineName,
      summary: Summary,
      evidence: LedgerAudit,
      /** SHA-256 (hex) of the trace with the engine's name left out. */
      traceDigest: v.string(),
    }),
  ),
  /** Exact engines against each other, float engines against each other. */
  agreements: v.array(Agreement),
  /** Null if `float` or every exact engine was left out. */
  floatEffect: v.nullable(FloatEffect),
  /** Equity at the close of every session. */
  equity: v.strictObject({
    dates: v.array(v.string()),
    exact: v.nullable(v.array(v.string())),
    float: v.nullable(v.array(v.string())),
    /** float − exact, in plain text. */
    difference: v.nullable(v.array(v.string())),
  }),
});
export type ScenarioResults = v.InferOutput<typeof ScenarioResults>;

/** What a scenario is, known before anything is measured. */
export const ScenarioHead = v.strictObject({
  /** The scenario's name, or `file`. */
  key: v.string(),
  /** E.g. `Daily · SMA 50/200`. */
  title: v.string(),
  scenario: v.nullable(ScenarioName),
  data: DataDescription,
  parameters: BacktestParameters,
});
export type ScenarioHead = v.InferOutput<typeof ScenarioHead>;

export const Machine = v.strictObject({
  cpu: v.string(),
  cores: v.number(),
  memoryBytes: v.number(),
  platform: v.string(),
  arch: v.string(),
  osRelease: v.string(),
  /** One-minute load average before the first sample; null if the system has none. */
  loadBefore: v.nullable(v.number()),
  governor: v.nullable(v.string()),
  onBattery: v.nullable(v.boolean()),
});
export type Machine = v.InferOutput<typeof Machine>;

export const ScenarioReport = v.strictObject({
  head: ScenarioHead,
  /** Where the report was merged from several: what this scenario was measured on. */
  machine: v.optional(Machine),
  results: v.nullable(ScenarioResults),
  measurements: v.nullable(Measurements),
  samples: v.array(Sample),
  warnings: v.array(v.string()),
});
export type ScenarioReport = v.InferOutput<typeof ScenarioReport>;

export const Versions = v.strictObject({
  product: v.string(),
  /** Figures from Node and from Electron are never compared. */
  runtime: v.picklist(['node', 'electron']),
  runtimeVersion: v.string(),
  v8: v.string(),
  decimalJs: v.string(),
  tinybench: v.string(),
  native: v.nullable(
    v.strictObject({ version: v.string(), rustc: v.string(), target: v.string(), cpuFeatures: v.string() }),
  ),
});
export type Versions = v.InferOutput<typeof Versions>;

/** What to measure. */
export const Work = v.variant('kind', [
  v.strictObject({ kind: v.literal('scenarios'), names: v.array(ScenarioName) }),
  v.strictObject({
    kind: v.literal('file'),
    path: v.string(),
    parameters: BacktestParameters,
    roundInputs: v.boolean(),
  }),
]);
export type Work = v.InferOutput<typeof Work>;

export const RunOptions = v.strictObject({
  work: Work,
  launches: v.number(),
  /** Samples an engine in all, spread over the launches. */
  runs: v.number(),
  engines: v.array(EngineName),
  /** Engines whose native module is not there are left out with a warning; if not given, the run fails. */
  missingEngines: v.optional(v.literal('leave out')),
  storage: Storage,
  targetPercent: v.number(),
  /** Where given, `launches` is the number before the first look, and more follow until the interval is narrow enough. */
  precision: v.optional(
    v.strictObject({
      /** Half the length of the headline's interval, in percentage points of overhead. */
      percent: v.number(),
      /** Seconds for the launches of all scenarios together. */
      maxSeconds: v.number(),
    }),
  ),
  /** Where the run is one of several that share the scenarios: which of them, counted from 1, and all the scenarios. */
  shard: v.optional(v.strictObject({ index: v.number(), count: v.number(), names: v.array(ScenarioName) })),
  /** Parameters that replace the scenarios' own, if given. */
  overrides: v.strictObject({
    capital: v.optional(v.string()),
    quantity: v.optional(v.string()),
    slippageBps: v.optional(v.string()),
    commission: v.optional(v.string()),
  }),
});
export type RunOptions = v.InferOutput<typeof RunOptions>;

export const Report = v.strictObject({
  kind: v.literal('decimal-benchmark-report'),
  schemaVersion: v.literal(reportSchemaVersion),
  startedAt: v.string(),
  finishedAt: v.string(),
  durationMs: v.number(),
  /** Why the run ended before its plan; null if it did not. */
  partial: v.nullable(v.string()),
  /** Fewer launches than a claim needs. */
  quickLook: v.boolean(),
  /** What is claimed together, and so corrected together; null if no scenario was begun. */
  family: v.nullable(
    v.strictObject({
      /** Comparisons of two engines, over all scenarios. */
      comparisons: v.number(),
      /** Overheads that are held against the target. */
      targets: v.number(),
      correction: v.literal('holm'),
    }),
  ),
  options: RunOptions,
  machine: Machine,
  versions: Versions,
  scenarios: v.array(ScenarioReport),
  warnings: v.array(v.string()),
  /** The verdicts of all scenarios on one line. */
  sentence: v.string(),
});
export type Report = v.InferOutput<typeof Report>;
