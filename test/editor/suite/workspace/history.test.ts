import { strict as assert } from 'node:assert';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { check } from '../../../../engine/protocol/check';
import { Report } from '../../../../engine/protocol/report';
import type { RunsNode } from '../../../../src/history/runItems';
import { until } from '../../support/until';
import { change, command, defaultSettings, endOfRun, product, quickSettings, quiet } from '../product';

/** The runs in the view, the newest first. */
async function listedRuns(): Promise<Extract<RunsNode, { kind: 'run' }>[]> {
  const { history } = await product();
  const group = (await history.children()).find(({ kind }) => kind === 'runs');
  return group?.kind === 'runs' ? [...group.runs] : [];
}

async function folder(): Promise<string> {
  return (await product()).history.folder.fsPath;
}

async function comparisonText(): Promise<string> {
  const { comparison } = (await product()).history;
  assert.ok(comparison, 'nothing was compared');
  return (await vscode.workspace.openTextDocument(comparison)).getText();
}

/** Measures once, and waits until the run is kept. */
async function measureAndKeep(): Promise<string> {
  const before = new Set((await listedRuns()).map(({ id }) => id));
  await command('run');
  await endOfRun();
  const kept = await until('the run is kept', async () =>
    (await listedRuns()).find(({ id }) => !before.has(id)),
  );
  return kept.id;
}

describe('the history of runs', () => {
  let older: string;
  let newer: string;

  before(async () => {
    await quickSettings();
    older = await measureAndKeep();
    newer = await measureAndKeep();
  });

  after(async () => {
    await quiet();
    await change('history.length', undefined);
    await defaultSettings();
  });

  it('lists every run that ended, the newest first, each with its verdict and an icon', async () => {
    const { history } = await product();
    const runs = await listedRuns();
    assert.deepEqual(
      runs.slice(0, 2).map(({ id }) => id),
      [newer, older],
    );
    const [node] = runs;
    assert.ok(node);
    const item = history.item(node);
    assert.equal(item.contextValue, 'run');
    assert.ok(item.iconPath instanceof vscode.ThemeIcon);
    const { headline, overhead } = node.head.event.report.scenarios[0]?.measurements?.verdict ?? {};
    assert.ok(headline);
    assert.equal(item.description, overhead);
    assert.ok(item.accessibilityInformation?.label.includes(headline));
  });

  it('opens an older run, which the status of the window then shows, and the latest again', async () => {
    const api = await product();
    const startedAt = async (id: string) =>
      (await listedRuns()).find((node) => node.id === id)?.head.event.report.startedAt;
    await command('openRun', { id: older });
    assert.equal(api.snapshot?.startedAt, await startedAt(older));
    await command('openRun', { id: newer });
    assert.equal(api.snapshot?.startedAt, await startedAt(newer));
  });

  it('exports an older run', async () => {
    const target = path.join(mkdtempSync(path.join(os.tmpdir(), 'dbh-')), 'report.json');
    await command('exportRun', { id: older }, { format: 'json', target: vscode.Uri.file(target) });
    const report = check(Report, JSON.parse(readFileSync(target, 'utf8')), 'report');
    const node = (await listedRuns()).find(({ id }) => id === older);
    assert.equal(report.startedAt, node?.head.event.report.startedAt);
    rmSync(path.dirname(target), { recursive: true });
  });

  it('compares two runs by their launches, and says that they are unpaired', async () => {
    await command('compareRuns', { id: older }, [{ id: newer }, { id: older }]);
    const text = await comparisonText();
    assert.match(text, /Unpaired/);
    assert.doesNotMatch(text, /different machines/);
    for (const engine of ['float', 'native']) {
      const row = new RegExp(
        `\\| daily \\| ${engine} .*(\\[.*, .*\\]|too wide to show) \\| 2 · 2 \\| (faster|slower|no difference shown) \\|`,
      );
      assert.match(text, row);
    }
  });

  it('opens and exports no run whose words its own figures do not give', async () => {
    const api = await product();
    const file = path.join(await folder(), older);
    const text = readFileSync(file, 'utf8');
    const { snapshot } = api;
    assert.ok(snapshot?.last?.type === 'finished');
    const target = path.join(mkdtempSync(path.join(os.tmpdir(), 'dbh-')), 'report.json');
    try {
      writeFileSync(file, text.replace(/"sentence":"[^"]*"/, '"sentence":"Everything is faster"'));
      await command('openRun', { id: older });
      assert.equal(api.snapshot, snapshot);
      await command('exportRun', { id: older }, { format: 'json', target: vscode.Uri.file(target) });
      assert.equal(existsSync(target), false);
    } finally {
      writeFileSync(file, text);
      rmSync(path.dirname(target), { recursive: true });
    }
  });

  it('leaves out a file that was torn, and keeps all others', async () => {
    const before = await listedRuns();
    const text = readFileSync(path.join(await folder(), older), 'utf8');
    const torn = path.join(await folder(), '20200101T000000000Z-1.json');
    writeFileSync(torn, text.slice(0, text.length / 2));
    const { history } = await product();
    assert.deepEqual(
      (await listedRuns()).map(({ id }) => id),
      before.map(({ id }) => id),
    );
    assert.equal(history.unreadable, 1);
    rmSync(torn);
  });

  it('shows a run that could not be kept all the same, and loses none that was', async () => {
    const before = (await listedRuns()).map(({ id }) => id);
    const runs = await folder();
    renameSync(runs, `${runs}.aside`);
    try {
      writeFileSync(runs, 'no folder');
      await command('run');
      assert.equal((await endOfRun()).status, 'finished');
      assert.deepEqual(await listedRuns(), []);
    } finally {
      rmSync(runs);
      renameSync(`${runs}.aside`, runs);
    }
    assert.deepEqual(
      (await listedRuns()).map(({ id }) => id),
      before,
    );
  });

  it('drops the oldest beyond the number that the setting says, and leaves nothing half written', async () => {
    const [latest = ''] = (await listedRuns()).map(({ id }) => id);
    await change('history.length', 2);
    const newest = await measureAndKeep();
    const files = await until('the oldest has gone', async () => {
      const found = readdirSync(await folder()).sort();
      return found.length === 2 && found;
    });
    assert.deepEqual(files, [latest, newest].sort());
  });
});
