import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { check } from '../../../../engine/protocol/check';
import { Report } from '../../../../engine/protocol/report';
import { command, defaultSettings, endOfRun, quickSettings } from '../product';

describe('Export Report…', () => {
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'dbe-'));
    await quickSettings();
    await command('run');
    await endOfRun();
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await defaultSettings();
  });

  it('writes the report as JSON that holds every sample', async () => {
    const file = path.join(folder, 'report.json');
    await command('exportReport', { format: 'json', target: vscode.Uri.file(file) });
    const report = check(Report, JSON.parse(readFileSync(file, 'utf8')), 'report');
    assert.equal(report.scenarios[0]?.samples.length, 6);
  });

  it('writes Markdown with its charts beside it', async () => {
    const file = path.join(folder, 'report.md');
    await command('exportReport', { format: 'markdown', target: vscode.Uri.file(file) });
    const pictures = [...readFileSync(file, 'utf8').matchAll(/\]\((charts\/[^)]+)\)/g)].map(
      ([, name]) => name ?? '',
    );
    assert.notEqual(pictures.length, 0);
    for (const picture of pictures) assert.ok(existsSync(path.join(folder, picture)), picture);
  });

  it('writes every sample as CSV', async () => {
    const file = path.join(folder, 'samples.csv');
    await command('exportReport', { format: 'csv', target: vscode.Uri.file(file) });
    assert.equal(readFileSync(file, 'utf8').trimEnd().split('\n').length, 1 + 6);
  });
});
