import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { until } from '../support/until';
import { EditorWindow, themes } from './editorWindow';
import { keptRunFiles } from './keptRuns';
import { newProfile } from './machine';

const quick = { 'decimalBenchmark.launches': 2, 'decimalBenchmark.runs': 4 };

function runsIn(window: EditorWindow): Locator {
  return window.page.getByRole('treeitem', { name: /, (target met|target missed|nothing shown), / });
}

/** Puts a run beside those of a profile that has one, as if it had been measured a day earlier. */
function keepEarlierRun(profile: string): void {
  const [file] = keptRunFiles(profile);
  assert.ok(file);
  const text = readFileSync(file, 'utf8');
  const [, startedAt] = /"startedAt":"([^"]*)"/.exec(text) ?? [];
  assert.ok(startedAt);
  const earlier = new Date(Date.parse(startedAt) - 24 * 60 * 60 * 1000).toISOString();
  const name = `${earlier.replaceAll(/[^0-9TZ]/g, '')}-1.json`;
  writeFileSync(path.join(path.dirname(file), name), text.replaceAll(startedAt, earlier));
}

/** The page that compares two runs, if it is shown. */
async function comparisonPage(window: EditorWindow): Promise<Frame | undefined> {
  for (const frame of window.page.frames()) {
    const hint = frame.getByText('Unpaired').first();
    if (await hint.isVisible().catch(() => false)) return frame;
  }
  return undefined;
}

function comparison(window: EditorWindow): Promise<Frame> {
  return until('the comparison is shown', () => comparisonPage(window));
}

/** Measures once more. The run itself may end before the panel has been drawn. */
async function measure(window: EditorWindow, profile: string): Promise<void> {
  const before = keptRunFiles(profile).length;
  await window.command('Run Decimal Benchmark');
  await until('the run is kept', () => keptRunFiles(profile).length > before);
}

async function untilListed(window: EditorWindow, count: number): Promise<void> {
  await until(`${count} runs are listed`, async () => (await runsIn(window).count()) === count);
}

describe('the history of runs for a person', () => {
  let profile: string;
  let window: EditorWindow;

  // Without a folder: the workbench of the tests has another address each time, so it would know no folder again.
  before(async () => {
    profile = newProfile();
    window = await EditorWindow.open({ profile, settings: quick });
  });

  after(() => window.close());

  it('begins with a view that says what it is for', async () => {
    await window.command('Decimal Benchmark: Focus on Runs View');
    await window.page.getByText('No runs yet').waitFor();
    await window.screenshot('runs-empty');
    await measure(window, profile);
    await measure(window, profile);
    await untilListed(window, 2);
    await window.screenshot('runs-listed');
  });

  it('lists the runs again after a restart, and opens an older one, in every theme', async () => {
    await window.close();
    keepEarlierRun(profile);
    window = await EditorWindow.open({ profile, settings: quick });
    await window.command('Decimal Benchmark: Focus on Runs View');
    await untilListed(window, 3);
    await window.resize(1500, 900);
    await runsIn(window).nth(1).click();
    await window.panel.getByText('An older run is shown').waitFor();
    for (const theme of themes) {
      await window.theme(theme);
      await window.screenshot(`runs-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await window.panel.getByRole('button', { name: 'Show the latest run' }).click();
    await window.panel.getByText('An older run is shown').waitFor({ state: 'hidden' });
  });

  it('compares two that are selected, by ratio and interval, and says that they are unpaired', async () => {
    await until('two runs are selected', async () => {
      await runsIn(window).nth(0).click();
      await runsIn(window)
        .nth(2)
        .click({ modifiers: ['Control'] });
      const isSelected = await Promise.all(
        [0, 2].map((row) => runsIn(window).nth(row).getAttribute('aria-selected')),
      );
      return isSelected.every((selected) => selected === 'true');
    });
    const isShown = async () => (await comparisonPage(window)) !== undefined;
    await window.menu(runsIn(window).nth(2), 'Compare Two Runs…', isShown);
    const page = await comparison(window);
    await window.screenshot('runs-compared');
    const row = page.getByRole('row').filter({ hasText: /daily\s+native\s/ });
    assert.match(await row.innerText(), /\d\.\d{3}\s+\S+ %\s+(\[.* %, .* %\]|interval too wide)/);
    assert.match(await row.innerText(), /2 · 2\s+(faster|slower|no difference shown)/);
    await window.command('View: Close Editor');
  });

  it('compares two that are chosen one after the other', async () => {
    await window.command('Decimal Benchmark: Compare Two Runs…');
    await window.accept(/Select the first run/);
    await window.accept(/Select the run to compare it with/);
    await comparison(window);
    await window.command('View: Close Editor');
  });

  it('deletes the run that the panel shows, once that is confirmed, and shows the latest', async () => {
    const files = keptRunFiles(profile);
    await runsIn(window).nth(1).click();
    await window.panel.getByText('An older run is shown').waitFor();
    const question = await window.menuQuestion(runsIn(window).nth(1), 'Delete Run…', 'Cancel');
    assert.match(question, /Delete the run of/);
    assert.deepEqual(keptRunFiles(profile), files);
    await window.menuQuestion(runsIn(window).nth(1), 'Delete Run…', 'Delete');
    await untilListed(window, 2);
    assert.deepEqual(keptRunFiles(profile), [files[0], files[2]]);
    await window.panel.getByText('An older run is shown').waitFor({ state: 'hidden' });
  });

  it('opens and exports the run that is chosen from the palette', async () => {
    await window.command('Decimal Benchmark: Open Run…');
    await window.page.keyboard.press('ArrowDown');
    await window.accept(/Open a run/);
    await window.panel.getByText('An older run is shown').waitFor();
    const target = path.join(profile, 'exported.json');
    await window.command('Decimal Benchmark: Export Run…');
    await window.accept(/Export a run/);
    await window.pick('JSON');
    await window.saveAs(target);
    await until(
      'the report is written',
      () => existsSync(target) && readFileSync(target, 'utf8').endsWith('}\n'),
    );
    await window.notification(/exported\.json/).waitFor();
  });

  it('deletes all that are selected, and is as empty then as it was at first', async () => {
    await runsIn(window).nth(0).click();
    await runsIn(window)
      .nth(1)
      .click({ modifiers: ['Control'] });
    const question = await window.menuQuestion(runsIn(window).nth(1), 'Delete Run…', 'Delete');
    assert.match(question, /Delete 2 runs/);
    await window.page.getByText('No runs yet').waitFor();
    assert.deepEqual(keptRunFiles(profile), []);
    await window.statusItem.waitFor({ state: 'hidden' });
    await window.screenshot('runs-deleted');
  });
});
