import os from 'node:os';
import * as vscode from 'vscode';

/**
 * Where the figures of a scenario, and of one of its engines, begin in the text of a baseline: those of this machine's
 * processor where it has some, else the first. Undefined if there are none.
 */
export function placeInBaseline(text: string, scenario: string, engine?: string): vscode.Range | undefined {
  const below = engine === undefined ? [scenario] : [scenario, 'engines', engine];
  const cpu = os.cpus()[0]?.model.trim() ?? '';
  const offset = offsetOf(text, ['cpus', cpu, 'scenarios', ...below]) ?? offsetOf(text, ['cpus', ...below]);
  if (offset === undefined) return undefined;
  const before = text.slice(0, offset).split('\n');
  const place = new vscode.Position(before.length - 1, before.at(-1)?.length ?? 0);
  return new vscode.Range(place, place);
}

/** Where the last of these keys stands, each after the one before it. */
function offsetOf(text: string, keys: readonly string[]): number | undefined {
  let offset = 0;
  for (const key of keys) {
    const found = text.indexOf(`${JSON.stringify(key)}:`, offset);
    if (found < 0) return undefined;
    offset = found;
  }
  return offset;
}
