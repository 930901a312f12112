/** The trend's section in a real browser: asked for when it is opened, drawn, read and followed by keyboard. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { TrendState } from '../../engine/protocol/trend';
import { madeRun, nameOf } from '../engine/benchmark/trend/madeRuns';
import { context, eventsUntilLaunch, runEvents, snapshotAfter } from './fixtures';
import { violations } from './harness/accessibility';
import { panelBrowser } from './harness/panelBrowser';
import type { PanelPage } from './harness/panelPage';
import { darkModern, editorThemes } from './harness/themes';
import { ownBaseline, runsOfTwoMachines, trendOfRuns } from './trendFixture';

const events = runEvents();
const twoMachines = trendOfRuns(runsOfTwoMachines, ownBaseline);
const startedAt = runsOfTwoMachines[30]?.event.report.startedAt ?? '';
const show = { type: 'show', snapshot: { ...snapshotAfter(events), startedAt }, context };
const opened = { scenario: null, hiddenEngines: [], sorts: {}, open: ['trend'], tables: [] };

describe('the trend in a browser', () => {
  const openPanel = panelBrowser();

  async function open(state: unknown = opened, theme = darkModern, width = 1280): Promise<PanelPage> {
    return openPanel({ theme, width, height: 1400, state });
  }

  async function withTrend(state: TrendState, ui: object = opened): Promise<PanelPage> {
    const panel = await open(ui);
    await panel.send(show);
    await panel.send({ type: 'trend', state });
    return panel;
  }

  it('is neither read nor made before its section is opened', async () => {
    const panel = await open({ ...opened, open: [] });
    await panel.send(show);
    assert.deepEqual(await asked(panel), []);
    assert.equal(await panel.page.locator('#trend canvas').count(), 0);
    await panel.page.click('#trend summary');
    await panel.settle();
    assert.deepEqual(await asked(panel), ['readTrend']);
    assert.match(await textOf(panel.page), /Reading the stored runs/);
    await panel.send({ type: 'trend', state: twoMachines });
    assert.equal(await panel.page.locator('#trend canvas').count(), 1);
  });

  it('is asked for again once it no longer holds, and the last one stays to be seen until then', async () => {
    const panel = await withTrend(twoMachines);
    assert.equal((await asked(panel)).length, 1);
    await panel.send({ type: 'trend', state: null });
    assert.equal((await asked(panel)).length, 2);
    assert.match(await textOf(panel.page), /native became 1\d % slower/);
    await panel.page.click('#trend summary');
    await panel.settle();
    await panel.send({ type: 'trend', state: null });
    assert.equal((await asked(panel)).length, 2, 'a section that is folded asks for nothing');
    await panel.page.click('#trend summary');
    await panel.settle();
    assert.equal((await asked(panel)).length, 3);
  });

  it('is not asked for while a run is measured', async () => {
    const panel = await open();
    await panel.send({ ...show, snapshot: snapshotAfter(events, eventsUntilLaunch(events, 2)) });
    assert.deepEqual(await asked(panel), []);
    assert.match(await textOf(panel.page), /read when this run has ended/);
    await panel.send(show);
    assert.deepEqual(await asked(panel), ['readTrend']);
  });

  it('says the change and the break in words, and leads to the runs on either side', async () => {
    const panel = await withTrend(twoMachines);
    const text = await textOf(panel.page);
    assert.match(text, /native became 1\d % slower between the runs of .* interval \[\+\d+, \+\d+\]/);
    assert.match(text, /A break at the run of .* another processor/);
    assert.match(text, /Latest: .* against the baseline/);
    await panel.page.getByRole('button', { name: /^Run after/ }).click();
    const change = twoMachines.trend.scenarios[0]?.segments[1]?.time.changes[0];
    assert.deepEqual((await panel.sent()).at(-1), { type: 'openRun', run: change?.after });
  });

  it('draws no line from one machine to the other', async () => {
    const panel = await withTrend(twoMachines);
    const inGap = await bareColumns(panel.page);
    assert.ok(
      inGap.some((width) => width >= 8),
      `no gap in the line: ${inGap.join(', ')}`,
    );
    const single = await withTrend(trendOfRuns(runsOfTwoMachines.slice(12), ownBaseline));
    // A mark across the line, or its edge, hides a pixel or two.
    assert.deepEqual(
      (await bareColumns(single.page)).filter((width) => width >= 8),
      [],
    );
  });

  it('is walked through by the arrow keys, and Enter opens the run', async () => {
    const panel = await withTrend(twoMachines);
    await panel.page.focus('#trend .chart');
    await panel.page.keyboard.press('ArrowRight');
    assert.match(
      (await panel.page.textContent('#hover')) ?? '',
      /native: .*Intel.*Enter or click opens this run/,
    );
    await panel.page.keyboard.press('End');
    const live = panel.page.locator('#trend [aria-live=polite]').last();
    assert.match((await live.textContent()) ?? '', /native: \d+ ns a bar .* AMD EPYC/);
    await panel.page.keyboard.press('Enter');
    const last = runsOfTwoMachines.at(-1)?.event.report.startedAt ?? '';
    assert.deepEqual((await panel.sent()).at(-1), { type: 'openRun', run: nameOf(last) });
    const label = (await panel.page.locator('#trend .chart').getAttribute('aria-label')) ?? '';
    assert.match(label, /native became 1\d.% slower .* A break at .* Arrow keys visit the points/);
  });

  it('turns to the ratio against float, and keeps that choice', async () => {
    const panel = await withTrend(twoMachines);
    await panel.page.click('#trend-ratio');
    await panel.settle();
    assert.match(await textOf(panel.page), /native against float became .*Latest: 0\.\d+ × float/);
    assert.equal(await panel.page.getAttribute('#trend-ratio', 'aria-pressed'), 'true');
    assert.deepEqual(await panel.state(), { ...opened, trendMeasure: 'ratio' });
  });

  it('is there as a table, which can be copied', async () => {
    const panel = await withTrend(twoMachines);
    await panel.page.click('#turn-trend');
    await panel.settle();
    assert.equal(await panel.page.locator('#table-trend tbody tr').count(), 34);
    await panel.page.getByRole('button', { name: 'Copy the table Trend over the stored runs' }).click();
    const sent = (await panel.sent()).at(-1);
    assert.ok(sent?.type === 'copy');
    assert.equal(sent.text.split('\n').length, 35);
  });

  const none = { ...twoMachines, trend: { ...twoMachines.trend, scenarios: [] } };
  const states: [string, TrendState, RegExp][] = [
    ['no run is stored', none, /No run of this scenario with an exact engine is stored yet/],
    [
      'one run is kept',
      trendOfRuns([madeRun(0, { native: 1 })], null),
      /Only one run so far.*No baseline is recorded/,
    ],
    [
      'the runs cannot be read',
      { status: 'failed', reason: 'permission was denied' },
      /cannot be read: permission was denied.*Show log/,
    ],
    [
      'some files cannot be read',
      { ...twoMachines, trend: { ...twoMachines.trend, leftOut: [{ file: 'a.json', reason: 'torn' }] } },
      /One stored file could not be read.*Show log/,
    ],
    [
      'the baseline cannot be used',
      { ...twoMachines, baselineProblem: 'it is cut short' },
      /baseline is not shown: it is cut short/,
    ],
  ];
  for (const [name, state, words] of states) {
    it(`reports it when ${name}`, async () => {
      const panel = await withTrend(state);
      assert.match(await textOf(panel.page), words);
    });
  }

  for (const theme of editorThemes) {
    it(`has no accessibility problem, and no scroll bar at 400 pixels: ${theme.name}`, async () => {
      const panel = await open(opened, theme, 400);
      await panel.send(show);
      await panel.send({ type: 'trend', state: twoMachines });
      assert.deepEqual(await violations(panel.page, { part: '#trend' }), []);
      const overflow = await panel.page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0);
    });
  }

  // Tables have the same colors everywhere in the panel, whose tests look at them in every theme.
  it('has no accessibility problem as a table', async () => {
    const panel = await withTrend(twoMachines);
    await panel.page.click('#turn-trend');
    await panel.settle();
    assert.deepEqual(await violations(panel.page, { part: '#trend' }), []);
  });
});

async function asked(panel: PanelPage): Promise<string[]> {
  return (await panel.sent()).map(({ type }) => type).filter((type) => type === 'readTrend');
}

async function textOf(page: Page): Promise<string> {
  return ((await page.locator('#trend').textContent()) ?? '').replace(/\s+/g, ' ');
}

/** Widths in pixels of the places in the line of `native` that have nothing of its colour. */
async function bareColumns(page: Page): Promise<number[]> {
  const columns = await page.evaluate<boolean[]>(`(() => {
    const canvas = document.querySelector('#trend canvas');
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const isBlue = (at) => data[at + 2] > 150 && data[at] < 120 && data[at + 1] < 170 && data[at + 3] > 60;
    return Array.from({ length: width }, (_, x) => {
      for (let y = 0; y < height; y++) if (isBlue((y * width + x) * 4)) return true;
      return false;
    });
  })()`);
  const line = columns.slice(columns.indexOf(true), columns.lastIndexOf(true) + 1);
  return line
    .map((isDrawn) => (isDrawn ? ' ' : '.'))
    .join('')
    .split(' ')
    .filter((gap) => gap !== '')
    .map((gap) => gap.length);
}
