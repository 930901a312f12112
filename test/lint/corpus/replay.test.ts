/** Replays the lives of files: what is found after edits is what a fresh start finds. */
import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createLinter, type Linter } from '../../../engine/lint/linter';
import { defaultLintSettings } from '../../../engine/protocol/lint';

const histories = path.join(import.meta.dirname, 'histories');
/** Where the replayed files seem to be; nothing is written there. */
const root = path.join(import.meta.dirname, 'replayed');

type Files = ReadonlyMap<string, string>;

describe('Replayed histories', function () {
  for (const history of [
    'fees-move-to-constants',
    'ledger-becomes-exact',
    'models-change-columns',
    'scripts-become-exact',
  ]) {
    it(`find in "${history}" after each edit what a fresh start finds`, async () => {
      const linter = await freshLinter();
      const held = new Map<string, string>();
      const found: number[] = [];
      for (const moment of await momentsOf(history)) {
        for (const [file, text] of editsTo(held, moment)) {
          linter.update(file, text);
          if (text === null) held.delete(file);
          else held.set(file, text);
          const findings = await allFindings(linter, held);
          assert.deepEqual(findings, await coldFindings(held));
          found.push(Object.values(findings).flat().length);
        }
      }
      assert.ok(Math.max(...found) > 0, 'a history in which nothing is ever found shows nothing');
    });
  }

  it('find the same whatever order the files come in', async () => {
    const last = (await momentsOf('ledger-becomes-exact'))[2] ?? new Map<string, string>();
    const backwards = new Map([...last].reverse());
    assert.deepEqual(await coldFindings(backwards), await coldFindings(last));
  });
});

/** The files of each moment, in order of time. */
async function momentsOf(history: string): Promise<Files[]> {
  const folder = path.join(histories, history);
  const moments = (await readdir(folder)).sort((a, b) => Number(a) - Number(b));
  return Promise.all(
    moments.map(async (moment) => {
      const names = (await readdir(path.join(folder, moment))).sort();
      const texts = await Promise.all(names.map((name) => readFile(path.join(folder, moment, name), 'utf8')));
      return new Map(names.map((name, index) => [path.join(root, name), texts[index] ?? '']));
    }),
  );
}

/** The edits that lead from what is held to a moment, with what a person would have typed in between. */
function editsTo(held: Files, moment: Files): [string, string | null][] {
  const gone = [...held.keys()].filter((file) => !moment.has(file));
  const changed = [...moment].filter(([file, text]) => held.get(file) !== text);
  return [
    ...changed.flatMap(([file, text]) =>
      typed(held.get(file) ?? '', text).map((each): [string, string] => [file, each]),
    ),
    ...gone.map((file): [string, null] => [file, null]),
  ];
}

/** The changed part cut out, then half typed, then whole. */
function typed(before: string, after: string): string[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  const rest = Math.min(before.length, after.length) - start;
  let tail = 0;
  while (tail < rest && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const end = after.slice(after.length - tail);
  const middle = (start + after.length - tail) >> 1;
  return [after.slice(0, start) + end, after.slice(0, middle) + end, after];
}

async function coldFindings(files: Files): Promise<Record<string, unknown[]>> {
  const linter = await freshLinter();
  for (const [file, text] of files) linter.update(file, text);
  const findings = await allFindings(linter, files);
  linter.release();
  return findings;
}

async function allFindings(linter: Linter, files: Files): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const file of [...files.keys()].sort()) found[file] = [...(await linter.report(file)).findings];
  return found;
}

function freshLinter(): Promise<Linter> {
  return createLinter({ root, settings: defaultLintSettings, baseline: null, cacheFolder: null });
}
