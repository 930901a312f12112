import { anyRuns, engineProcesses } from '../support/processes';
import { until } from '../support/until';
import { EditorWindow } from './editorWindow';
import { newProfile } from './machine';

describe('a killed extension host', () => {
  let window: EditorWindow;

  before(async () => {
    window = await EditorWindow.open({ profile: newProfile() });
  });

  after(() => window.close());

  it('takes every process of the engine with it within seconds', async () => {
    await window.command('Run Decimal Benchmark');
    const host = await window.extensionHost();
    const children = await until('the measuring processes', () => {
      const found = engineProcesses(host.pid).map(({ pid }) => pid);
      return found.length > 2 && found;
    });
    process.kill(host.pid, 'SIGKILL');
    await until('the engine has ended', () => !anyRuns(children), 10_000);
  });
});
