import type { Locator } from 'playwright-core';
import { until } from '../support/until';
import { EditorWindow, themes } from './editorWindow';
import { newProfile } from './machine';

const quick = { 'decimalBenchmark.launches': 2, 'decimalBenchmark.runs': 4 };

function runsIn(window: EditorWindow): Locator {
  return window.page.getByRole('treeitem', { name: /, (target met|target missed|nothing shown), / });
}

async function measure(window: EditorWindow): Promise<void> {
  await window.command('Run Decimal Benchmark');
  await window.runningPanel();
  await window.finishedPanel();
}

describe('the history of runs for a person', () => {
  let profile: string;

  // Without a folder: the workbench of the tests has another address each time, so it would know no folder again.
  before(() => {
    profile = newProfile();
  });

  it('begins with a view that says what it is for', async () => {
    const window = await EditorWindow.open({ profile, settings: quick });
    try {
      await window.command('Decimal Benchmark: Focus on Runs View');
      await window.page.getByText('No run is kept yet').waitFor();
      await window.screenshot('runs-empty');
      await measure(window);
      await measure(window);
      await window.screenshot('runs-listed');
      await until('two runs are listed', async () => (await runsIn(window).count()) === 2);
    } finally {
      await window.close();
    }
  });

  for (const theme of themes) {
    it(`lists the runs again after a restart, and opens an older one, in ${theme}`, async () => {
      const settings = { ...quick, 'workbench.colorTheme': theme };
      const window = await EditorWindow.open({ profile, settings });
      try {
        await window.resize(1500, 900);
        await window.command('Decimal Benchmark: Focus on Runs View');
        await runsIn(window).nth(1).click();
        await window.panel.getByText('An older run is shown').waitFor();
        await window.screenshot(`runs-${theme.toLowerCase().replaceAll(' ', '-')}`);
        await window.panel.getByRole('button', { name: 'Show the latest run' }).click();
        await window.panel.getByText('An older run is shown').waitFor({ state: 'hidden' });
      } finally {
        await window.close();
      }
    });
  }
});
