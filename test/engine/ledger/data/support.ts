import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import { readCsv, type ReadCsvOptions } from '../../../../engine/ledger/data/csv';
import { EngineError } from '../../../../engine/platform/errors';
import type { Failure } from '../../../../engine/protocol/failure';

/** A folder of its own for the tests of one `describe`, gone afterwards. */
export function useFolder(): () => string {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-data-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** Reads CSV text by way of a file, as the product does. */
export async function readText(
  folder: string,
  content: string | Uint8Array,
  options: Partial<ReadCsvOptions> = {},
): Promise<Bundle> {
  const file = path.join(folder, 'bars.csv');
  writeFileSync(file, content);
  return readCsv(file, { roundInputs: false, range: 'i64', ...options });
}

/** What a promise is refused with, once it is known to be an error for a person. */
export async function failureOfPromise(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof EngineError, String(error));
    return error.toFailure();
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}
