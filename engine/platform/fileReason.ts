/** What the system's codes for files mean, in plain words. */
import { FileLockError } from './fileLock';
import { FileRefusedError } from './readFile';

export interface FileReason {
  /** The end of a sentence such as `Cannot write reports/latest: …`. */
  readonly reason: string;
  readonly remedy: string;
}

/** @returns null if the error is not one of files, or of a kind that has no plain words here */
export function fileReasonOf(error: unknown): FileReason | null {
  if (error instanceof FileRefusedError || error instanceof FileLockError) {
    return { reason: error.reason, remedy: error.remedy };
  }
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const words = reasons[error.code];
  return words === undefined ? null : { reason: words[0], remedy: words[1] };
}

const anotherPlace = 'Give its owner leave to use it, or name another place.';
const closeFiles = 'Close other programs, or raise the limit of open files (ulimit -n).';

const reasons: Readonly<Partial<Record<string, readonly [string, string]>>> = {
  ENOENT: ['there is no such file or folder', 'Check the spelling, and that the folder exists.'],
  EACCES: ['permission was denied', anotherPlace],
  EPERM: ['permission was denied', anotherPlace],
  EROFS: ['the file system is read-only', 'Name a place on another one.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  ENOTDIR: ['a part of its path is a file', 'Name another place, or move that file away.'],
  EEXIST: ['a file with that name is in the way', 'Name another place, or move that file away.'],
  ENOSPC: ['the disk is full', 'Free space on it, or name a place on another one.'],
  EDQUOT: ['the disk quota is used up', 'Free space, or name a place on another disk.'],
  ENAMETOOLONG: ['the name is too long', 'Name a shorter one.'],
  ELOOP: ['its symbolic links lead in a circle', 'Name another place, or mend the links.'],
  EMFILE: ['too many files are open', closeFiles],
  ENFILE: ['too many files are open', closeFiles],
  ENXIO: ['it is a socket or device', 'Name a regular file.'],
  EAGAIN: ['it is a pipe or device', 'Name a regular file.'],
  EIO: ['the disk does not answer as it should', 'Name a place on another one.'],
};
