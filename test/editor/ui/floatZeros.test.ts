import { strict as assert } from 'node:assert';
import { descendants } from '../support/processes';
import { until } from '../support/until';
import { floatZerosWorkspace } from '../floatZeroSources';
import { EditorWindow, themes } from './editorWindow';
import { newProfile } from './machine';

/** Opens the workspace, scans it, and shows a file with a finding beside the view. */
async function scannedWindow(settings: Readonly<Record<string, unknown>>): Promise<EditorWindow> {
  const profile = newProfile();
  const window = await EditorWindow.open({ profile, opened: floatZerosWorkspace(profile), settings });
  await window.resize(1280, 800);
  await window.openFile('metrics.py');
  await window.page.locator('.squiggly-error').first().waitFor();
  await window.command('Decimal Benchmark: Focus on Float Zeros View');
  await window.command('Decimal Benchmark: Scan Workspace for Float Zeros');
  await window.page.getByRole('treeitem', { name: /native|compares Decimal as text/ }).waitFor();
  return window;
}

function server() {
  return until('the language server', () =>
    descendants(process.pid).find(({ command }) => command.includes('languageServer.cjs')),
  );
}

describe('float zeros for a person', () => {
  for (const theme of themes) {
    it(`are underlined, and listed in the view, in ${theme}`, async () => {
      const window = await scannedWindow({ 'workbench.colorTheme': theme });
      try {
        const items = window.page.getByRole('treeitem');
        await items.filter({ hasText: 'fees.py' }).first().waitFor();
        await items.filter({ hasText: 'starts as float 0.0' }).first().waitFor();
        await window.screenshot(`float-zeros-${theme.toLowerCase().replaceAll(' ', '-')}`);
      } finally {
        await window.close();
      }
    });
  }

  it('say what the view is for before anything is known', async () => {
    const profile = newProfile();
    const window = await EditorWindow.open({ profile, opened: floatZerosWorkspace(profile) });
    try {
      await window.command('Decimal Benchmark: Focus on Float Zeros View');
      await window.page.getByRole('button', { name: 'Scan Workspace for Float Zeros' }).first().waitFor();
      await window.screenshot('float-zeros-empty');
    } finally {
      await window.close();
    }
  });

  it('explain themselves at the pointer, and the page of the rule opens', async () => {
    const window = await scannedWindow({});
    try {
      // The text lies over its underline, and so takes the pointer.
      await window.page.locator('.squiggly-error').first().hover({ force: true });
      const hover = window.page.locator('.monaco-hover').filter({ hasText: 'float-zero-initial' });
      await hover.waitFor();
      await window.screenshot('float-zeros-hover');
      await hover.getByText('What DB001 means').click();
      await window.page.getByRole('tab', { name: /DB001/ }).waitFor();
    } finally {
      await window.close();
    }
  });

  it('come back when the server dies, which is said once', async () => {
    const window = await scannedWindow({});
    try {
      for (let death = 1; death <= 2; death++) {
        const { pid } = await server();
        process.kill(pid, 'SIGKILL');
        await until('another server', async () => (await server()).pid !== pid);
        await window.page.locator('.squiggly-error').first().waitFor();
      }
      const told = window.notification(/float zero server ended unexpectedly/);
      await told.first().waitFor();
      assert.equal(await told.count(), 1);
      await window.screenshot('float-zeros-restarted');
    } finally {
      await window.close();
    }
  });
});
