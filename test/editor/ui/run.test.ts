import { strict as assert } from 'node:assert';
import { engineProcesses } from '../support/processes';
import { until } from '../support/until';
import { exampleWorkspace } from '../workspaces';
import { EditorWindow } from './editorWindow';
import { newProfile } from './machine';

describe('a person who has just installed the extension', () => {
  let window: EditorWindow;

  before(async () => {
    const profile = newProfile();
    window = await EditorWindow.open({ profile, opened: exampleWorkspace(profile) });
  });

  after(() => window.close());

  it('runs the benchmark from the palette and watches it', async () => {
    await window.command('Run Decimal Benchmark');
    await window.runningPanel();
    await window.panel
      .getByText(/so far/i)
      .first()
      .waitFor();
    assert.match(await window.statusItem.innerText(), /Decimal Benchmark \d/);
    await window.screenshot('running');
  });

  it('reads the same verdict in the panel and in the status bar', async () => {
    const text = await window.finishedPanel();
    assert.match(text, /decimals/i);
    assert.match(text, /Floats changed the result|Floats did not change/i);
    const status = (await window.statusItem.innerText()).trim();
    assert.notEqual(status, '');
    assert.ok(text.includes(status), `the panel does not say: ${status}`);
    await window.screenshot('finished');
  });

  it('leaves no process behind', async () => {
    await until('the engine has ended', () => engineProcesses(process.pid).length === 0);
  });

  it('cancels a run in the panel, and keeps what was measured', async () => {
    await window.command('Run Decimal Benchmark');
    await window.panel
      .getByText(/so far/i)
      .first()
      .waitFor();
    await window.panel.getByRole('button', { name: 'Cancel', exact: true }).click();
    const text = await window.finishedPanel();
    assert.match(text, /partial/i);
    await window.screenshot('partial');
  });

  it('cancels a run from the status bar', async () => {
    await window.command('Run Decimal Benchmark');
    await window.runningPanel();
    await window.statusItem.hover();
    await window.page.locator('.monaco-hover').getByText('Cancel', { exact: true }).click();
    assert.match(await window.finishedPanel(), /partial|canceled/i);
  });

  it('is notified once of a killed engine, sees it in the panel, and can retry', async () => {
    await window.command('Run Decimal Benchmark');
    await window.runningPanel();
    const coordinator = await until('the coordinator', () =>
      engineProcesses(process.pid).find(({ command }) => command.includes('coordinator')),
    );
    process.kill(coordinator.pid, 'SIGKILL');
    const notification = window.notification(/ended unexpectedly/);
    await notification.waitFor();
    assert.equal(await notification.count(), 1);
    assert.match(await window.finishedPanel(), /ended unexpectedly/);
    await window.screenshot('failed');
    await notification.getByRole('button', { name: 'Retry' }).click();
    await window.runningPanel();
    await window.command('Cancel Decimal Benchmark');
    await window.finishedPanel();
  });
});
