import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { readBaseline, writeScaled } from '../scaledBaseline';
import { anyRuns, commandLines, engineProcesses } from '../support/processes';
import { until } from '../support/until';
import { exampleWorkspace } from '../workspaces';
import { EditorWindow, themes } from './editorWindow';
import { newProfile } from './machine';

/** A baseline of a machine that is not this one. */
const otherMachines = path.join(__dirname, '..', '..', '..', 'baselines', 'example.json');
const quick = { 'decimalBenchmark.launches': 2, 'decimalBenchmark.runs': 4 };

describe('the Test Explorer for a person', () => {
  let window: EditorWindow;
  let baseline: string;

  before(async () => {
    const profile = newProfile();
    const opened = exampleWorkspace(profile);
    baseline = path.join(opened, 'baselines', 'baseline.json');
    mkdirSync(path.dirname(baseline));
    // As it is recorded: the schema is known to the extension, and is not looked for beside the file.
    writeFileSync(baseline, readFileSync(otherMachines, 'utf8').replace(/"\$schema".*\n/, ''));
    window = await EditorWindow.open({ profile, opened, settings: quick });
    await window.resize(1400, 900);
  });

  after(() => window.close());

  /** A test by its name, with what it came to. */
  function test(name: string): Locator {
    return window.page.locator('.test-explorer [role=treeitem]').filter({ hasText: new RegExp(`^${name}`) });
  }

  async function untilIs(name: string, state: string): Promise<void> {
    await until(`${name} is ${state}`, async () =>
      (await test(name).first().getAttribute('aria-label'))?.includes(`(${state})`),
    );
  }

  /** Clicks the button that is there while the pointer is on a test. */
  async function runByClick(name: string): Promise<void> {
    await test(name).first().hover();
    await test(name).first().getByRole('button', { name: 'Run Test' }).click();
  }

  it('lists what the baseline of the workspace holds, without being asked', async () => {
    await window.command('Testing: Focus on Test Explorer View');
    await test('daily').first().waitFor();
  });

  it('records the scenario that is chosen from the palette for this machine, too', async () => {
    await window.command('Decimal Benchmark: Accept as Baseline');
    await window.page.getByText('not recorded yet').first().waitFor();
    await window.screenshot('tests-record');
    await window.pick('daily');
    await window.notification('daily is recorded as the baseline').waitFor();
    assert.equal(Object.values(readBaseline(baseline).cpus).flat().length, 2);
  });

  it('runs one test by a click, and shows expected and actual with the interval beside the figures', async () => {
    writeScaled(baseline, readBaseline(baseline), 0.02);
    await test('daily').first().click();
    await window.page.keyboard.press('ArrowRight');
    await runByClick('float');
    await untilIs('float', 'Failed');
    await untilIs('decimal.js', 'Not yet run');
    await window.command('Test: Peek Output');
    const peek = window.page.locator('.test-output-peek, .test-output-peek-message-container').first();
    await peek.waitFor();
    for (const theme of themes) {
      await window.theme(theme);
      await window.screenshot(`tests-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    const problems = window.page.locator('[id="status.problems"] a');
    assert.match((await problems.getAttribute('aria-label')) ?? '', /No Problems/);
    const shown = (await window.page.locator('.monaco-diff-editor').innerText()).replaceAll('\u00a0', ' ');
    // The file's own threshold comes before that of the settings.
    assert.match(shown, /at most 10 % slower/);
    assert.match(shown, /\+[\d,.]+ % \[.*, .*\]/);
    assert.match(shown, /ms a run[^]*ms a run/);
  });

  it('accepts what is there now from the menu of a test, after which it passes', async () => {
    const before = statSync(baseline).mtimeMs;
    const isWritten = () => statSync(baseline).mtimeMs > before;
    await window.menu(test('float').first(), 'Accept as Baseline', isWritten);
    const slower = readBaseline(baseline);
    writeScaled(baseline, slower, 10);
    await runByClick('float');
    await untilIs('float', 'Passed');
  });

  it('offers to run tests, and nothing that is not there, such as a profile', async () => {
    await test('float').first().click({ button: 'right' });
    await window.page.getByRole('menuitem', { name: 'Run Test', exact: true }).waitFor();
    const entries = await window.page.getByRole('menuitem').allInnerTexts();
    assert.deepEqual(
      entries.filter((entry) => /profil|debug|coverage/i.test(entry)),
      [],
    );
    await window.page.keyboard.press('Escape');
  });

  it('cancels a check, whose processes are gone then', async () => {
    await runByClick('daily');
    const children = await until('the check measures', () => {
      const [commandLine] = commandLines(process.pid);
      if (commandLine === undefined) return undefined;
      const found = engineProcesses(commandLine.pid).map(({ pid }) => pid);
      return found.length > 1 && [commandLine.pid, ...found];
    });
    await window.page.getByRole('button', { name: 'Cancel Test Run' }).first().click();
    await until('its processes are gone', () => !anyRuns(children));
    await untilIs('native', 'Skipped');
  });
});
