import { strict as assert } from 'node:assert';
import { descendants } from '../support/processes';
import { until } from '../support/until';
import { floatZerosWorkspace } from '../floatZeroSources';
import { EditorWindow, themes } from './editorWindow';
import { newProfile } from './machine';

function server() {
  return until('the language server', () =>
    descendants(process.pid).find(({ command }) => command.includes('languageServer.cjs')),
  );
}

describe('float zeros for a person', () => {
  let window: EditorWindow;

  before(async () => {
    const profile = newProfile();
    window = await EditorWindow.open({ profile, opened: floatZerosWorkspace(profile) });
    await window.resize(1280, 800);
  });

  after(() => window.close());

  it('say what the view is for before anything is known', async () => {
    await window.command('Decimal Benchmark: Focus on Float Zeros View');
    await window.page.getByRole('button', { name: 'Scan Workspace for Float Zeros' }).first().waitFor();
    await window.screenshot('float-zeros-empty');
  });

  it('are underlined, and listed in the view, in every theme', async () => {
    await window.openFile('metrics.py');
    await window.page.locator('.squiggly-error').first().waitFor();
    await window.command('Decimal Benchmark: Scan Workspace for Float Zeros');
    const items = window.page.getByRole('treeitem');
    await window.page.getByRole('treeitem', { name: /native|compares Decimal as text/ }).waitFor();
    await items.filter({ hasText: 'fees.py' }).first().waitFor();
    await items.filter({ hasText: 'starts as float 0.0' }).first().waitFor();
    for (const theme of themes) {
      await window.theme(theme);
      await window.page.locator('.squiggly-error').first().waitFor();
      await window.screenshot(`float-zeros-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  it('come back when the server dies, which is said once', async () => {
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
  });

  it('explain themselves at the pointer, and the page of the rule opens', async () => {
    // The text lies over its underline, and so takes the pointer.
    await window.page.locator('.squiggly-error').first().hover({ force: true });
    const hover = window.page.locator('.monaco-hover').filter({ hasText: 'float-zero-initial' });
    await hover.waitFor();
    await window.screenshot('float-zeros-hover');
    await hover.getByText('What DB001 means').click();
    await window.page.getByRole('tab', { name: /DB001/ }).waitFor();
  });
});
