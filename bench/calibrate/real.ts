/** The whole procedure on real processes that run one engine, one of them slowed by a known share or by nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { Launch, type Assignment, type Repeats } from '../../engine/benchmark/measuring/launch';
import { launchPlanOf } from '../../engine/benchmark/measuring/launchPlan';
import { orderOf, type Participant } from '../../engine/benchmark/measuring/plan';
import { storeBundle } from '../../engine/benchmark/measuring/storeBundle';
import { generateBundle } from '../../engine/ledger/data/generate';
import type { Measurements, RunOptions, Sample } from '../../engine/protocol/report';
import type { EngineName } from '../../engine/protocol/vocabulary';
import { scenarioOf } from '../../engine/ledger/scenarios';
import { halfWidthOf, measurementsOf } from '../../engine/benchmark/verdict/measurements';
import { comparedEngines } from './simulated';

/** Beside the engine's own bundles: what is timed is built as what ships is. */
const folderOfBundles = path.join(__dirname, '../../dist/bench');
const slowedProcess = path.join(folderOfBundles, 'slowedProcess.cjs');

/** What every process runs. */
const engine: EngineName = 'native';

interface Role {
  /** As whom the samples are judged. */
  readonly engine: EngineName;
  readonly control: boolean;
  readonly isSlowed: boolean;
}

const roles: readonly Role[] = [
  { engine: 'native', control: false, isSlowed: true },
  { engine: 'float', control: false, isSlowed: false },
  { engine: 'float', control: true, isSlowed: false },
];

/** Real trials, one after the other, on data that is made once. */
export class RealTrials {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-calibrate-'));
  readonly #assignment: Assignment;

  constructor() {
    buildSync({
      entryPoints: {
        slowedProcess: path.join(__dirname, 'slowedProcess.ts'),
        // Every measuring process looks for its watchdog beside itself.
        watchdog: path.join(__dirname, '../../engine/watchdog.ts'),
      },
      outdir: folderOfBundles,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      target: 'node20.19',
      sourcemap: 'inline',
    });
    this.#assignment = {
      bundleFile: path.join(this.#folder, 'bundle'),
      parameters: scenarioOf('daily').parameters,
      storage: 'i64',
    };
    storeBundle(this.#assignment.bundleFile, generateBundle('daily'));
  }

  /** One trial: launches of fresh processes until the plan has enough. @param slowedPercent - of the one in question */
  async run(options: RunOptions, slowedPercent: number): Promise<Measurements> {
    process.env['SLOWED_BY_PERCENT'] = String(slowedPercent);
    const budgetMs = (options.precision?.maxSeconds ?? Infinity) * 1000;
    const plan = launchPlanOf(options, budgetMs);
    const samples: Sample[] = [];
    const repeats: Repeats = new Map();
    const since = performance.now();
    const measure = (): Measurements =>
      measurementsOf(samples, {
        allocations: new Map(),
        bars: 1,
        targetPercent: options.targetPercent,
        provisional: false,
        engines: comparedEngines,
        confidenceAtLook: plan.confidenceAtLook,
        precision: plan.state(performance.now() - since),
      });
    for (let launch = 1, goesOn = true; goesOn; launch++) {
      samples.push(...(await this.#launch(launch, plan.roundsOf(launch), repeats)));
      goesOn = plan.goesOn(launch, performance.now() - since, halfWidthOf(measure()));
    }
    return measure();
  }

  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #launch(launch: number, rounds: number, repeats: Repeats): Promise<Sample[]> {
    // All three are participants of one engine; who is who is known by the object.
    const participants = roles.map((role): Participant & { role: Role } => ({
      engine,
      control: false,
      role,
    }));
    const slowed = new Set<Participant>(participants.filter(({ role }) => role.isSlowed));
    const processes = new Launch(repeats, {
      signal: new AbortController().signal,
      programOf: (participant) => (slowed.has(participant) ? slowedProcess : undefined),
    });
    try {
      const atOnce = Math.min(2, availableParallelism());
      const warm = await processes.start(participants, this.#assignment, atOnce, () => undefined);
      const samples: Sample[] = [];
      for (let round = 1; round <= rounds; round++) {
        for (const [index, one] of orderOf(warm, launch, round).entries()) {
          const { ns, repeats: runs } = await processes.sample(one);
          const role = participants.find((participant) => participant === one.participant)?.role;
          if (role === undefined) throw new Error('a process of no role');
          samples.push({
            engine: role.engine,
            control: role.control,
            launch,
            round,
            position: index + 1,
            ns,
            repeats: runs,
            nsPerBar: ns,
            atMs: 0,
          });
        }
      }
      return samples;
    } finally {
      await processes.end();
    }
  }
}
