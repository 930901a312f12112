import { strict as assert } from 'node:assert';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exampleWorkspace } from '../workspaces';
import { EditorWindow } from './editorWindow';
import { newProfile } from './machine';

const markup = '<img src=x onerror=document.title=1>';

/** A workspace whose one file has markup for its name and for the names of all its symbols. */
function hostileWorkspace(profile: string): string {
  const example = exampleWorkspace(profile);
  const name = readdirSync(example).find((entry) => entry.endsWith('.csv'));
  assert.ok(name, 'the example workspace holds no CSV');
  const [header = '', ...rows] = readFileSync(path.join(example, name), 'utf8').trimEnd().split('\n');
  const symbol = header.split(',').findIndex((field) => field.trim().toLowerCase() === 'symbol');
  const hostile = rows.map((row) => {
    const fields = row.split(',');
    fields[symbol] = `${markup}${fields[symbol] ?? ''}`;
    return fields.join(',');
  });
  const folder = path.join(profile, 'hostile');
  mkdirSync(folder);
  writeFileSync(path.join(folder, `${markup}.csv`), [header, ...hostile].join('\n'));
  return folder;
}

describe('a file whose name and symbols are markup', () => {
  let window: EditorWindow;

  before(async () => {
    const profile = newProfile();
    const settings = { 'decimalBenchmark.launches': 2, 'decimalBenchmark.runs': 2 };
    window = await EditorWindow.open({ profile, opened: hostileWorkspace(profile), settings });
  });

  after(() => window.close());

  it('is measured after three questions, and shown as the text that it is', async () => {
    await window.openFile(`${markup}.csv`);
    await window.command('Run Decimal Benchmark on This File…');
    await window.accept('Mean reversion');
    await window.accept(/Fast window/);
    await window.accept(/Warm-up/);
    await window.runningPanel();
    const text = await window.finishedPanel();
    assert.ok(text.includes(markup), 'the name is not shown');
    assert.equal(await window.panel.locator('img[src=x]').count(), 0);
    await window.screenshot('hostile');
  });
});
