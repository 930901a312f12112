/** Scans a workspace in a process of its own, and reports its time and memory: FOLDER CACHE. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from '../../engine/lint/linter';
import { defaultLintSettings } from '../../engine/protocol/lint';
import { createPythonAnalyser } from '../../engine/lint/python/analyser';
import { moduleText } from './generateWorkspace';

const [, , mode = '', folder = '', cacheFolder = ''] = process.argv;
const editedLines = 1500;
const keystrokes = 200;

void (mode === 'scan' ? scan() : type(mode === 'typeAmong')).then((figures) => process.send?.(figures));

async function scan(): Promise<Record<string, number>> {
  const start = performance.now();
  const linter = await createLinter({
    root: folder,
    settings: defaultLintSettings,
    baseline: null,
    cacheFolder,
  });
  let findings = 0;
  for await (const report of linter.scan([folder])) findings += report.findings.length;
  return {
    findings,
    seconds: (performance.now() - start) / 1000,
    megabytes: process.memoryUsage().rss / 1e6,
  };
}

/**
 * Types into a large file, a character at a time, and asks after each what is found.
 *
 * @param isAmong whether the analyser holds all files of the folder, too
 */
async function type(isAmong: boolean): Promise<Record<string, number>> {
  const analyser = await createPythonAnalyser(defaultLintSettings);
  for (const name of isAmong ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []) {
    const other = path.join(folder, name);
    if (name.endsWith('.py')) analyser.update(other, readFileSync(other, 'utf8'));
  }
  const file = path.join(folder, 'typed.py');
  const text = moduleText(0, editedLines);
  const at = text.indexOf('        return change\n');
  const typed = '        total = 0.0\n        total += self.cash * 2 - change\n        self.last = total\n';
  const times: number[] = [];
  for (let stroke = 0; stroke < keystrokes; stroke++) {
    const length = stroke % typed.length;
    const start = performance.now();
    analyser.update(file, text.slice(0, at) + typed.slice(0, length) + text.slice(at));
    analyser.findings(file);
    times.push(performance.now() - start);
  }
  const sorted = times.slice(keystrokes / 4).sort((one, other) => one - other);
  return { p95: sorted[Math.floor(sorted.length * 0.95)] ?? NaN };
}
