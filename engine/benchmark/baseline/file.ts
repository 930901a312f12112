/** The baseline file: read with every figure checked, and written in one step. */
import path from 'node:path';
import * as v from 'valibot';
import { EngineError } from '../../platform/errors';
import { fileReasonOf } from '../../platform/fileReason';
import { FileRefusedError, parseJson, readText } from '../../platform/readFile';
import { Baseline, baselineSchemaVersion } from '../../protocol/baseline';
import { check, ProtocolError } from '../../protocol/check';
import { withFileLock } from '../../platform/fileLock';
import { makeFolder } from '../../platform/makeFolder';
import { writeWhole } from '../../platform/writeWhole';
import { validateBaseline } from './validateBaseline';

/** Where a baseline is looked for when none is named. */
export const defaultBaselineFile = 'baselines/baseline.json';

const Kind = v.looseObject({ kind: v.literal('decimal-benchmark-baseline'), schemaVersion: v.number() });

/** `baseline create` adds to a file that it can read, so that one it cannot has to go first. */
const anew =
  'Take it from version control again, or move it away and record a new one with `baseline create`.';

/**
 * Reads a baseline and checks all of it.
 * @returns null if there is no such file
 * @throws EngineError `bad-input` that names the file, the field and the reason
 */
export async function readBaseline(file: string): Promise<Baseline | null> {
  const text = await contents(file);
  if (text === null) return null;
  const data = parse(text, file);
  if (!v.is(Kind, data)) {
    throw badInput('The file is JSON of another kind, not a baseline of Decimal Benchmark', file, anew);
  }
  if (data.schemaVersion > baselineSchemaVersion) {
    throw badInput(
      `The baseline has schema version ${data.schemaVersion}, and this version of Decimal Benchmark reads versions up to ${baselineSchemaVersion}`,
      file,
      'Update Decimal Benchmark.',
    );
  }
  const baseline = checked(data, file);
  const problem = validateBaseline(baseline);
  if (problem !== null) throw badInput(`The baseline is damaged: ${problem}`, file, anew);
  return baseline;
}

/**
 * Writes a baseline, whole or not at all: an earlier file stays as it was until the new one is safely on the disk.
 * @throws the file system's own error
 */
export async function writeBaseline(file: string, baseline: Baseline): Promise<void> {
  await makeFolder(path.dirname(file));
  await writeWhole(file, baselineJson(baseline));
}

/**
 * Changes a baseline under its lock: reads what the file holds at that time, and writes the result. Measuring takes
 * minutes, in which other programs and people may have changed the file.
 * @param change - of null if there is no such file; an error leaves the file as it was
 * @returns what was written
 * @throws as {@link readBaseline} and {@link writeBaseline}; FileLockError
 */
export async function updateBaseline(
  file: string,
  change: (current: Baseline | null) => Baseline,
): Promise<Baseline> {
  await makeFolder(path.dirname(file));
  return withFileLock(file, async () => {
    const changed = change(await readBaseline(file));
    await writeBaseline(file, changed);
    return changed;
  });
}

/** The baseline as text, the same wherever it is written. Ends with a line break. */
export function baselineJson(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}

async function contents(file: string): Promise<string | null> {
  try {
    return await readText(file, 'baseline');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    const words = fileReasonOf(error);
    const reason = words?.reason ?? (error instanceof Error ? error.message : String(error));
    throw badInput(`The baseline cannot be read: ${reason}`, file, words?.remedy ?? null, error);
  }
}

function parse(text: string, file: string): unknown {
  const json = text.trim();
  try {
    return parseJson(json);
  } catch (error) {
    if (error instanceof FileRefusedError) {
      throw badInput(`The baseline cannot be read: ${error.reason}`, file, error.remedy, error);
    }
    if (json === '') throw badInput('The baseline is empty', file, anew, error);
    if (!json.startsWith('{')) throw badInput('The file is no baseline: it is not JSON', file, anew, error);
    if (!json.endsWith('}')) throw badInput('The baseline is cut short', file, anew, error);
    const detail = error instanceof Error ? error.message : String(error);
    throw badInput(`The baseline is damaged: it is not whole JSON: ${detail}`, file, anew, error);
  }
}

function checked(data: unknown, file: string): Baseline {
  try {
    return check(Baseline, data, 'baseline');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw badInput(`The baseline is damaged: ${error.message}`, file, anew, error);
  }
}

function badInput(message: string, where: string, remedy: string | null, cause?: unknown): EngineError {
  return new EngineError({ code: 'bad-input', message, where, remedy }, { cause });
}
