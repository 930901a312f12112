/** Failures that the command line itself finds. */
import { EngineError } from '../errors';

/** Options or arguments that do not go together. */
export function usageError(message: string, remedy: string): EngineError {
  return new EngineError({ code: 'bad-input', message, where: null, remedy });
}

/**
 * A file or folder that cannot be read or written, where the system said so; all else as it was thrown.
 * @param action - begins the message, e.g. `Cannot write reports/latest`
 */
export function fileError(error: unknown, action: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const reason = reasons.get(error.code);
  if (reason === undefined) return error;
  return new EngineError(
    { code: 'bad-input', message: `${action}: ${reason}`, where: null, remedy: null },
    { cause: error },
  );
}

const reasons = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'permission was denied'],
  ['EPERM', 'permission was denied'],
  ['EROFS', 'the file system is read-only'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is a file'],
  ['EEXIST', 'a file with that name is in the way'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENAMETOOLONG', 'the name is too long'],
]);
