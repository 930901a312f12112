import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the General Decimal Arithmetic test vectors. */
export interface Vector {
  readonly id: string;
  readonly operation: string;
  readonly left: string;
  readonly right: string;
  readonly result: string;
  readonly conditions: readonly string[];
  /** The rounding mode in force. */
  readonly rounding: string;
}

/** The folder with CPython's copy of the vectors, or null if none is installed. */
export function findVectors(): string | null {
  const folders = [process.env['DECTEST_DIR'], ...systemFolders(), pythonFolder()];
  return folders.find((folder) => folder !== undefined && existsSync(join(folder, 'add.decTest'))) ?? null;
}

/** Vectors of two finite operands, a finite result, and no option that our numbers do not have. */
export function readVectors(folder: string, name: string): Vector[] {
  const vectors: Vector[] = [];
  let rounding = '';
  for (const line of readFileSync(join(folder, `${name}.decTest`), 'latin1').split(/\r?\n/)) {
    const directive = /^rounding:\s*(\w+)/i.exec(line);
    if (directive !== null) rounding = directive[1]?.toLowerCase() ?? '';
    const match = vectorPattern.exec(line);
    if (match === null) continue;
    const [, id = '', operation = '', left = '', right = '', result = '', conditions = ''] = match;
    if (![left, right, result].every((text) => finite.test(text))) continue;
    vectors.push({
      id,
      operation: operation.toLowerCase(),
      left,
      right,
      result,
      conditions: conditions.split(/\s+/).filter((word) => word !== ''),
      rounding,
    });
  }
  return vectors;
}

const vectorPattern =
  /^(\w+)\s+(\w+)\s+'?([^\s']+)'?\s+'?([^\s']+)'?\s+->\s+'?([^\s']+)'?\s*([^-]*)(?:--.*)?$/;
const finite = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i;

function systemFolders(): string[] {
  const root = '/usr/lib';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).filter((name) => name.startsWith('python3'));
  return versions.map((name) => join(root, name, 'test', 'decimaltestdata'));
}

function pythonFolder(): string | undefined {
  const program = 'import os, test; print(os.path.join(list(test.__path__)[0], "decimaltestdata"))';
  const python = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  return python.status === 0 ? python.stdout.trim() : undefined;
}
