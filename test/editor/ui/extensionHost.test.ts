import { anyRuns, commandLines, engineProcesses } from '../support/processes';
import { until } from '../support/until';
import { exampleWorkspace } from '../workspaces';
import { EditorWindow } from './editorWindow';
import { newProfile } from './machine';

/** Under these a run and a baseline take longer than any test. */
const long = { 'decimalBenchmark.launches': 50, 'decimalBenchmark.runs': 5000 };

describe('a killed extension host', () => {
  let window: EditorWindow;

  before(async () => {
    const profile = newProfile();
    window = await EditorWindow.open({ profile, opened: exampleWorkspace(profile), settings: long });
  });

  after(() => window.close());

  it('takes every process of a run, and of what the command line measures for it, with it within seconds', async () => {
    await window.command('Decimal Benchmark: Accept as Baseline');
    await window.pick('daily');
    const host = await window.extensionHost();
    const recording = await until('the command line measures', () => {
      const [commandLine] = commandLines(host.pid);
      return commandLine !== undefined && engineProcesses(commandLine.pid).length > 1 && commandLine;
    });
    await window.command('Run Decimal Benchmark');
    const children = await until('the measuring processes', () => {
      const ofRecording = engineProcesses(recording.pid).map(({ pid }) => pid);
      const found = engineProcesses(host.pid).map(({ pid }) => pid);
      return found.length > ofRecording.length + 2 && [recording.pid, ...found];
    });
    process.kill(host.pid, 'SIGKILL');
    await until('the engine has ended', () => !anyRuns(children), 10_000);
  });
});
