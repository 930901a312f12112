import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { emptyBaseline, recorded } from '../../../engine/benchmark/baseline/record';
import { check } from '../../../engine/protocol/check';
import type { Sample } from '../../../engine/protocol/report';
import type { EngineName } from '../../../engine/protocol/vocabulary';
import { StoredRun } from '../../../engine/protocol/storedRun';
import { consistentRun, factors, madeRun, nameOf } from '../../engine/benchmark/trend/madeRuns';
import { until } from '../support/until';
import { accessibilityProblems } from './accessibility';
import { appears, EditorWindow, themes } from './editorWindow';
import { keptRunFiles } from './keptRuns';
import { machine, newProfile } from './machine';

const quick = {
  'decimalBenchmark.scenarios': ['daily'],
  'decimalBenchmark.launches': 2,
  'decimalBenchmark.runs': 4,
};
const otherCpu = 'Example CPU @ 3.00GHz';
const day = 24;

/** Where the window keeps its runs, once it has kept one. */
function keptIn(profile: string): Promise<string> {
  return until('a run is kept', () => {
    const [file] = keptRunFiles(profile);
    return file === undefined ? undefined : path.dirname(file);
  });
}

/**
 * A history of earlier runs beside the one that is kept: ten of another machine, then twenty of this one, of which the
 * last eight are slower.
 * @returns writes a baseline of the first of these
 */
function makeHistory(kept: string, workspace: string): () => void {
  const [file = ''] = readdirSync(kept).filter((name) => name.endsWith('.json'));
  const { event } = check(StoredRun, JSON.parse(readFileSync(path.join(kept, file), 'utf8')), 'stored run');
  const [scenario] = event.report.scenarios;
  if (scenario === undefined) throw new Error('nothing was measured');
  const { machine: here, versions } = event.report;
  const elsewhere = { ...here, cpu: otherCpu, cores: 64 };
  const made = madeRun(0, { native: 1 }).event.report.scenarios[0]?.samples ?? [];
  const scaleOf = (name: EngineName) => meanOf(scenario.samples, name) / meanOf(made, name);
  const [scale, others] = [scaleOf('native'), scaleOf('float')];
  const runs = [
    ...factors(10, 0.01, Infinity, 1).map((native, index) =>
      consistentRun(index * day, {
        native: native * scale * 1.1,
        others,
        head: scenario.head,
        report: { machine: elsewhere, versions },
      }),
    ),
    ...factors(20, 0.01, 12, 1.12).map((native, index) =>
      consistentRun((12 + index) * day, {
        native: native * scale,
        others,
        head: scenario.head,
        report: { machine: here, versions },
      }),
    ),
  ];
  for (const run of runs)
    writeFileSync(path.join(kept, nameOf(run.event.report.startedAt)), JSON.stringify(run));
  writeFileSync(path.join(kept, '20200101T000000000Z-1.json'), '{"version":1,"event":{"rep');
  const first = runs[10];
  if (first === undefined) throw new Error('no run was made');
  const baseline = JSON.stringify(recorded(emptyBaseline, first.event.report, null));
  return () => writeFileSync(path.join(workspace, 'baselines', 'baseline.json'), baseline);
}

function meanOf(samples: readonly Sample[], name: EngineName): number {
  const times = samples.filter(({ engine }) => engine === name).map(({ ns }) => ns);
  return times.reduce((sum, each) => sum + each, 0) / times.length;
}

describe('the trend of the kept runs for a person', () => {
  let profile: string;
  let workspace: string;
  let window: EditorWindow;

  before(async () => {
    profile = newProfile();
    workspace = mkdtempSync(path.join(machine().folder, 'w-'));
    mkdirSync(path.join(workspace, 'baselines'));
    window = await EditorWindow.open({ profile, opened: workspace, settings: quick });
    await window.resize(1400, 1600);
  });

  after(() => window.close());

  it('says that one run is no trend', async () => {
    await window.command('Run Decimal Benchmark');
    // So short a run may be over before it was seen going on; there is a trend only once a run was kept.
    await trendOf(window).locator('summary').waitFor();
    await window.finishedPanel();
    await trendOf(window).locator('summary').click();
    await trendOf(window).getByText('One run so far').waitFor();
  });

  it('shows the break and the change once a baseline comes to earlier runs', async () => {
    const writeBaseline = makeHistory(await keptIn(profile), workspace);
    const trend = trendOf(window);
    // The panel asks for the trend again once the baseline has changed. A busy editor can miss a change of a file.
    await until('the change is shown', async () => {
      writeBaseline();
      return appears(trend.getByText(/native became 1\d.% slower between the runs of/), 15_000);
    });
    await trend.getByText(/A break at the run of .* another processor .*Example CPU/).waitFor();
    await trend.getByText(/against the baseline, recorded/).waitFor();
    await trend.getByText('One stored file could not be read.').waitFor();
  });

  for (const theme of themes) {
    it(`describes the first run at the keyboard, without an accessibility problem in ${theme}`, async () => {
      await window.theme(theme);
      await window.panel.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      assert.deepEqual(await accessibilityProblems(window), []);
      await describeFirstRun(window);
      await window.screenshot(`trend-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }

  it('opens a run by keyboard, and shows the ratio to float', async () => {
    await describeFirstRun(window);
    await window.page.keyboard.press('Enter');
    await window.panel.getByText('An older run is shown').waitFor();
    await trendOf(window).locator('#trend-ratio').click();
    await trendOf(window)
      .getByText(/native against float became 1\d.% slower/)
      .waitFor();
    await window.screenshot('trend-ratio');
  });
});

function trendOf(window: EditorWindow): Locator {
  return window.panel.locator('#trend');
}

/** Moves the keyboard's focus to the first run of the chart. The focus scrolls the chart, and scrolling hides a hover. */
async function describeFirstRun(window: EditorWindow): Promise<void> {
  await trendOf(window).scrollIntoViewIfNeeded();
  await trendOf(window).locator('.chart').focus();
  await until('the first run is described', async () => {
    await window.page.keyboard.press('Home');
    return appears(window.panel.locator('#hover').getByText(otherCpu), 2_000);
  });
}
