/** A bundle as a CSV file that reads back to the same bundle. */
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { formatScaled } from '../arithmetic/decimalText';
import { EngineError } from '../../platform/errors';
import type { Bundle } from './bundle';
import { msPerDay } from './calendar';
import { scaleDigits } from './parseDecimal';
import { scaledColumns } from './finalizeBundle';
import { temporaryNameOf } from '../../platform/writeWhole';

const rowsPerWrite = 20_000;

/**
 * Writes the bars symbol by symbol, in order of time; times are dates if all are midnights. The file gets its name
 * when it is whole.
 * @throws {@link EngineError} `bad-input` if it cannot be written; the signal's reason if it is aborted
 */
export async function exportCsv(
  bundle: Bundle,
  path: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const temporary = temporaryNameOf(path);
  try {
    const file = await open(temporary, 'wx');
    try {
      await writeRows(file, bundle, signal);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError(
      { code: 'bad-input', message: `The file cannot be written: ${reason}`, where: path, remedy: null },
      { cause: error },
    );
  }
}

async function writeRows(file: FileHandle, bundle: Bundle, signal: AbortSignal): Promise<void> {
  const timeText = bundle.time.every((time) => time % msPerDay === 0) ? dateText : instantText;
  let text = `time,symbol,${scaledColumns.join(',')}\n`;
  for (const [index, symbol] of bundle.symbols.entries()) {
    const name = quoted(symbol);
    const end = bundle.offsets[index + 1] ?? 0;
    for (let row = bundle.offsets[index] ?? 0; row < end; row++) {
      text += `${timeText(bundle.time[row] ?? 0)},${name}`;
      for (const column of scaledColumns) text += `,${formatScaled(bundle[column][row] ?? 0n, scaleDigits)}`;
      text += '\n';
      if (row % rowsPerWrite === 0) {
        signal.throwIfAborted();
        await file.writeFile(text);
        text = '';
      }
    }
  }
  await file.writeFile(text);
}

function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function instantText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** A field as RFC 4180 wants it. */
function quoted(field: string): string {
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
