import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { baselineJson } from '../../../../engine/benchmark/baseline/file';
import { fingerprintOf } from '../../../../engine/benchmark/baseline/machineFingerprint';
import { emptyBaseline } from '../../../../engine/benchmark/baseline/record';
import { readMachine } from '../../../../engine/benchmark/measuring/machine';
import { readVersions } from '../../../../engine/benchmark/measuring/versions';
import type { Baseline } from '../../../../engine/protocol/baseline';
import { check } from '../../../../engine/protocol/check';
import { GateReport } from '../../../../engine/protocol/gate';
import type { EngineName } from '../../../../engine/protocol/vocabulary';
import { inFolder, run } from '../../cli/commandLine';
import { madeBaseline, otherMachine } from './madeBaseline';

const here = fingerprintOf(readMachine(), readVersions([]));

/** What is asked of a baseline that holds daily alone, what is said to be missing, and what to do about it. */
const cases: readonly {
  readonly asks: string;
  readonly baseline: Baseline;
  readonly args: readonly string[];
  readonly missing: RegExp;
  readonly remedy: RegExp;
}[] = [
  {
    asks: 'a scenario that it has not',
    baseline: withEngines(madeBaseline(here), ['float', 'native-float']),
    args: ['--scenario', 'hourly'],
    missing: /has no figures of hourly; it has daily \(float, native-float\)/,
    remedy: /`baseline create --scenario hourly --file kept\.json`, or name other scenarios\./,
  },
  {
    asks: 'an engine that it has not',
    baseline: withEngines(madeBaseline(here), ['float', 'native-float']),
    args: ['--engines', 'native'],
    missing: /has no figures of daily \(native\); it has daily \(float, native-float\)/,
    remedy: /`baseline update --scenario daily --file kept\.json`, or name other scenarios or engines\./,
  },
  {
    asks: 'a scenario and an engine that it has not',
    baseline: withEngines(madeBaseline(here), ['float']),
    args: ['--scenario', 'daily,minute', '--engines', 'native'],
    missing: /has no figures of daily \(native\), minute/,
    remedy: /`baseline create --scenario minute [^`]+` and `baseline update --scenario daily [^`]+`/,
  },
  {
    asks: 'a scenario that it has of no machine, on another machine',
    baseline: madeBaseline(otherMachine),
    args: ['--scenario', 'hourly'],
    missing: /has no ratios to native-float of hourly; it has daily \(/,
    remedy: /on this machine with `baseline create --scenario hourly --file kept\.json`/,
  },
  {
    asks: 'ratios that were not recorded, on another machine',
    baseline: withoutRatios(madeBaseline(otherMachine)),
    args: [],
    missing: /has no ratios to native-float of daily \(float, decimal\.js, native\); it has none/,
    remedy: /on this machine with `baseline create --scenario daily /,
  },
  {
    asks: 'the reference alone, on another machine',
    baseline: madeBaseline(otherMachine),
    args: ['--engines', 'native-float'],
    missing: /by their ratios to native-float, and no other engine is named/,
    remedy: /Name others with --engines, or record this machine/,
  },
  {
    asks: 'anything, and it is empty',
    baseline: emptyBaseline,
    args: [],
    missing: /The baseline has no figures/,
    remedy: /`baseline create --file kept\.json`/,
  },
];

describe('a check against a baseline that lacks what is asked for', function () {
  this.timeout(60_000);

  for (const { asks, baseline, args, missing, remedy } of cases) {
    it(`measures nothing and says what is missing and how to record it: ${asks}`, () =>
      inFolder(async (folder) => {
        await writeFile(path.join(folder, 'kept.json'), baselineJson(baseline));
        const markdown = ['--markdown', 'summary.md'];
        const ended = await run(['baseline', 'check', '--file', 'kept.json', ...markdown, ...args], {
          cwd: folder,
          env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
        });
        assert.equal(ended.code, 3, ended.stderr);
        assert.match(ended.stderr, missing);
        assert.match(ended.stderr, remedy);
        assert.match(ended.stderr, /Nothing was measured/);
        assert.doesNotMatch(ended.stderr, /starting engines/);
        assert.match(ended.stdout, /^Nothing is decided; judged 0 of \d+: \d+ not judged\. .*\n$/);
        const summary = await readFile(path.join(folder, 'summary.md'), 'utf8');
        assert.match(summary, /^## ❔ Performance against `kept\.json`\n\nNothing is decided; judged 0 of/);
        assert.match(summary, missing);
        assert.doesNotMatch(summary, /^\|/m);
      }));
  }

  it('reports it first, and judges what it has; the rest is not judged', () =>
    inFolder(async (folder) => {
      // So slow that whatever this machine measures passes.
      const slow = { float: 1e12, 'decimal.js': 1e13, native: 1e12, 'native-float': 1e12 };
      const baseline = withEngines(madeBaseline(here, slow), ['float', 'native-float']);
      await writeFile(path.join(folder, 'kept.json'), baselineJson(baseline));
      const asked = ['--scenario', 'daily,hourly', '--engines', 'float,native'];
      const few = ['--launches', '2', '--runs', '2', '--max-launches', '2', '--json'];
      const ended = await run(['baseline', 'check', '--file', 'kept.json', ...asked, ...few], {
        cwd: folder,
      });
      assert.equal(ended.code, 3, ended.stderr);
      const said = ended.stderr.indexOf('has no figures of daily (native), hourly; it has daily (float');
      assert.ok(said >= 0 && said < ended.stderr.indexOf('starting engines'), ended.stderr);
      const { items } = check(GateReport, JSON.parse(ended.stdout), 'report of the gate');
      assert.deepEqual(
        items.map(({ scenario, engine, launchesAfter }) => [scenario, engine, launchesAfter]),
        [
          ['daily', 'float', 2],
          ['daily', 'native', 0],
          ['hourly', 'float', 0],
          ['hourly', 'native', 0],
        ],
      );
      assert.equal(items[0]?.word, 'passed');
      for (const { word, reason } of items.slice(1)) {
        assert.equal(word, 'not judged');
        assert.equal(reason, 'the baseline has no figure to compare with');
      }
    }));
});

function withEngines(baseline: Baseline, kept: readonly EngineName[]): Baseline {
  const changed = structuredClone(baseline);
  for (const { scenarios } of Object.values(changed.cpus).flat()) {
    for (const scenario of Object.values(scenarios)) {
      scenario.engines = Object.fromEntries(kept.map((engine) => [engine, scenario.engines[engine]]));
    }
  }
  return changed;
}

function withoutRatios(baseline: Baseline): Baseline {
  const changed = structuredClone(baseline);
  for (const { scenarios } of Object.values(changed.cpus).flat()) {
    for (const { engines } of Object.values(scenarios)) {
      for (const figures of Object.values(engines)) figures.toReference = null;
    }
  }
  return changed;
}
