/** How often a whole gate errs, looks and second measurement included, on launches that are drawn. */
import { strict as assert } from 'node:assert';
import {
  gateLooks,
  runGate,
  type GateSource,
  type GateSubject,
} from '../../../../engine/benchmark/baseline/gateRun';
import { unpairedChange } from '../../../../engine/benchmark/baseline/judge';
import type { GateWord } from '../../../../engine/protocol/gate';
import { engineNames, scenarioNames, type ScenarioName } from '../../../../engine/protocol/vocabulary';
import { momentsOf } from '../../../../engine/benchmark/statistics/welch';

const thresholds = { warningPercent: 5, failurePercent: 20 };
const scenarios = scenarioNames.slice(0, 3);
const subjects: readonly GateSubject[] = scenarios.flatMap((scenario) =>
  engineNames.map((engine) => ({ scenario, engine, thresholds })),
);
const trials = 300;
const launchesOfBaseline = 10;

describe('a gate over launches that are drawn', function () {
  this.timeout(120_000);

  it('warns of nothing in 95 of 100 checks when nothing has changed, and fails none', async () => {
    const words = await wordsOf(0, 0.1);
    const crying = words.filter((each) => each.includes('warned') || each.includes('failed'));
    assert.ok(crying.length <= 0.05 * trials, `${crying.length} of ${trials} checks warned`);
    assert.ok(!words.flat().includes('failed'));
  });

  it('fails nothing that has become slower by just the failure threshold in 95 of 100 checks', async () => {
    const words = await wordsOf(Math.log(1.2), 0.1);
    const failed = words.filter((each) => each.includes('failed'));
    assert.ok(failed.length <= 0.05 * trials, `${failed.length} of ${trials} checks failed`);
  });

  it('fails what has become half as slow again, on a machine that scatters by 5 %', async () => {
    const words = await wordsOf(Math.log(1.5), 0.05);
    const missed = words.filter((each) => !each.includes('failed'));
    assert.ok(missed.length <= 0.05 * trials, `${missed.length} of ${trials} checks missed it`);
  });

  it('adds launches only to scenarios that they can decide, and measures again only what would fail', async () => {
    const asked: [readonly ScenarioName[], number][] = [];
    const random = gaussian(7);
    const source = drawnSource(random, ({ scenario }) => (scenario === 'daily' ? 1 : 0), 0.01, asked);
    const { judged } = await runGate(subjects, [5, 10], source);
    assert.deepEqual(asked, [
      [scenarios, 5],
      [['daily'], 5],
    ]);
    for (const { scenario, word, repeated } of judged) {
      assert.equal(word, scenario === 'daily' ? 'failed' : 'passed');
      assert.equal(repeated !== null, scenario === 'daily');
    }
  });
});

/** The words of each check, where every subject has changed by a log-ratio and launches scatter. */
async function wordsOf(change: number, sd: number): Promise<GateWord[][]> {
  const random = gaussian(20_260_304);
  const all: GateWord[][] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    const { judged } = await runGate(
      subjects,
      gateLooks(5, 20),
      drawnSource(random, () => change, sd, []),
    );
    all.push(judged.map(({ word }) => word));
  }
  return all;
}

function drawnSource(
  random: () => number,
  changeOf: (subject: GateSubject) => number,
  sd: number,
  asked: [readonly ScenarioName[], number][],
): GateSource {
  const draw = (n: number, mean: number): number[] => Array.from({ length: n }, () => mean + sd * random());
  const before = new Map(subjects.map((subject) => [keyOf(subject), momentsOf(draw(launchesOfBaseline, 0))]));
  return {
    mayFail: true,
    measure(wanted, launches) {
      asked.push([wanted, launches]);
      return Promise.resolve({
        problem: null,
        logsOf: (subject: GateSubject) => ({
          before: [],
          after: wanted.includes(subject.scenario) ? draw(launches, changeOf(subject)) : [],
        }),
      });
    },
    change(subject, { after }) {
      const there = before.get(keyOf(subject));
      return there === undefined || after.length < 2 ? null : unpairedChange(there, momentsOf(after));
    },
  };
}

function keyOf({ scenario, engine }: GateSubject): string {
  return `${scenario} ${engine}`;
}

/** Standard normal variates by Box and Muller's transform, from a seeded generator (mulberry32). */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
