/** Reads the runs of a trend: single reports, and folders of them. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { EngineError } from '../../platform/errors';
import { fileReasonOf } from '../../platform/fileReason';
import { FileRefusedError, parseJson, readText } from '../../platform/readFile';
import { ProtocolError } from '../../protocol/check';
import type { Trend } from '../../protocol/trend';
import { incompleteNote } from '../report/write';
import { reportIn, summariesOf, type ScenarioSummary } from './runSummary';

export interface RunsRead {
  readonly summaries: readonly ScenarioSummary[];
  readonly leftOut: Trend['leftOut'];
  /** What to know of folders whose reports were not written to the end. */
  readonly notes: readonly string[];
}

/**
 * Reads every report named, and every `.json` file of every folder named and every `report.json` in the folders below it,
 * one after the other. What cannot be read in a folder is left out: a file may be torn, or of another kind.
 * @throws EngineError `bad-input` if a file or folder that was named cannot be read
 */
export async function readRuns(paths: readonly string[]): Promise<RunsRead> {
  const summaries: ScenarioSummary[] = [];
  const leftOut: Trend['leftOut'] = [];
  const notes = new Set<string>();
  for (const named of paths) {
    const inFolder = await filesIn(named);
    for (const file of inFolder ?? [named]) {
      try {
        // In a single folder, as in the editor, the name identifies a run; with several, its path does.
        const run = inFolder === null ? path.basename(file) : path.relative(named, file);
        summaries.push(...(await summariesIn(file, paths.length > 1 ? file : run)));
        const note = await incompleteNote(file);
        if (note !== null) notes.add(note);
      } catch (error) {
        if (inFolder === null || !(error instanceof EngineError)) throw error;
        leftOut.push({ file: path.relative(named, file), reason: error.message });
      }
    }
  }
  return { summaries, leftOut, notes: [...notes] };
}

/** The fields by which a report or a stored run is recognized. */
const anyRun = v.union([
  v.looseObject({ kind: v.literal('decimal-benchmark-report') }),
  v.looseObject({ event: v.looseObject({ report: v.unknown() }) }),
]);

/** Null if it is no folder. */
async function filesIn(named: string): Promise<string[] | null> {
  try {
    if (!(await stat(named)).isDirectory()) return null;
    const names = await readdir(named, { recursive: true });
    return names
      .filter((name) =>
        path.dirname(name) === '.' ? name.endsWith('.json') : path.basename(name) === 'report.json',
      )
      .sort()
      .map((name) => path.join(named, name));
  } catch (error) {
    throw unreadable(named, error);
  }
}

async function summariesIn(file: string, run: string): Promise<ScenarioSummary[]> {
  let text: string;
  try {
    text = await readText(file, 'report');
  } catch (error) {
    throw unreadable(file, error);
  }
  let data: unknown;
  try {
    data = parseJson(text);
  } catch (error) {
    if (error instanceof FileRefusedError) throw unreadable(file, error);
    throw noReport(file, 'it is not whole JSON', error);
  }
  if (!v.is(anyRun, data)) throw noReport(file, 'neither `kind` nor `event` says that it is one', undefined);
  try {
    return summariesOf(run, reportIn(data));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw noReport(file, error.message, error);
  }
}

function unreadable(where: string, cause: unknown): EngineError {
  const words = fileReasonOf(cause);
  const reason = words?.reason ?? (cause instanceof Error ? cause.message : String(cause));
  const remedy = words?.remedy ?? 'Name a report.json that a run has written, or a folder of them.';
  return new EngineError(
    { code: 'bad-input', message: `The runs cannot be read: ${reason}`, where, remedy },
    { cause },
  );
}

function noReport(where: string, reason: string, cause: unknown): EngineError {
  return new EngineError(
    {
      code: 'bad-input',
      message: `The file is no report that could be read: ${reason}`,
      where,
      remedy: 'Name a report.json that a run has written, or a folder of them.',
    },
    { cause },
  );
}
