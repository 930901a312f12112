/** Failures that the command line itself finds. */
import { EngineError } from '../platform/errors';
import { fileReasonOf } from '../platform/fileReason';

/** Options or arguments that do not go together. */
export function usageError(message: string, remedy: string): EngineError {
  return new EngineError({ code: 'bad-input', message, where: null, remedy });
}

/**
 * A file or folder that cannot be read or written, where the system said so; all else as it was thrown.
 * @param action - begins the message, e.g. `Cannot write reports/latest`
 */
export function fileError(error: unknown, action: string): unknown {
  const words = fileReasonOf(error);
  if (words === null) return error;
  return new EngineError(
    { code: 'bad-input', message: `${action}: ${words.reason}`, where: null, remedy: words.remedy },
    { cause: error },
  );
}

/**
 * Refuses `-`, by which other programs mean their standard input or output.
 * @param option - e.g. `--trace`
 * @throws EngineError `bad-input`
 */
export function refuseDash(file: string | undefined, option: string, stream: 'input' | 'output'): void {
  if (file !== '-') return;
  const cannot =
    stream === 'input'
      ? 'it is read from a file, not from standard input'
      : 'it is written to a file, not to standard output';
  const first = stream === 'input' ? 'Save it to a file first, and name that one' : 'Name a file';
  throw usageError(`${option} -: ${cannot}`, `${first}; a file that is called - is ./-`);
}
