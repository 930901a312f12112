/**
 * The one reader of every file that a workspace, a user, a report or a flag names. Such a name may lead to a device
 * without an end, a pipe without a writer or a file of any size: only regular files of a limited size are read.
 */
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

const MiB = 2 ** 20;

/** The largest size of each kind of file, in bytes. */
export const fileLimits = {
  /** decimal-benchmark.json, pyproject.toml. */
  settings: MiB,
  gitignore: MiB,
  /** JSON that a compiler reads by itself: tsconfig.json, what it extends, package.json. */
  tsconfig: MiB,
  /** Source and declaration files that a compiler reads by itself. */
  declarations: 16 * MiB,
  /** A source file to lint, unless a setting gives another limit. */
  source: 16 * MiB,
  /** package.json of the product's own checkout. */
  manifest: MiB,
  lintBaseline: 64 * MiB,
  lintCache: 64 * MiB,
  testLog: 64 * MiB,
  baseline: 64 * MiB,
  report: 256 * MiB,
  chart: 16 * MiB,
  samples: 256 * MiB,
  /** A file of the product itself, such as a page of its documentation. */
  resource: 64 * MiB,
} as const;
export type FileKind = keyof typeof fileLimits;

/** Levels of arrays and objects in JSON, TOML and the like; deeper ones exhaust the stack of whoever walks them. */
export const maxNesting = 256;

export type RefusalCode = 'not-regular' | 'too-large' | 'not-utf8' | 'too-deep';

/** A file that exists and is not read. `fileReasonOf` returns its reason and remedy. */
export class FileRefusedError extends Error {
  override readonly name = 'FileRefusedError';

  constructor(
    readonly code: RefusalCode,
    /** The end of a sentence such as `Cannot read FILE: …`. */
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(reason);
  }
}

/**
 * Reads a text file in UTF-8, without its byte order mark.
 * @throws FileRefusedError, or the file system's own error
 */
export async function readText(file: string, kind: FileKind): Promise<string> {
  return decodeUtf8(await readBytes(file, kind));
}

/** As {@link readText}. */
export function readTextSync(file: string, kind: FileKind): string {
  return decodeUtf8(readBytesSync(file, kind));
}

/** @throws as {@link readText}; SyntaxError if the text is not JSON */
export async function readJson(file: string, kind: FileKind): Promise<unknown> {
  return parseJson(await readText(file, kind));
}

/** As {@link readJson}. */
export function readJsonSync(file: string, kind: FileKind): unknown {
  return parseJson(readTextSync(file, kind));
}

/** @param maxBytes - replaces the limit of the kind. @throws as {@link readText} */
export async function readBytes(
  file: string,
  kind: FileKind,
  maxBytes: number = fileLimits[kind],
): Promise<Buffer> {
  const handle = await openRegularFile(file);
  try {
    const bytes = new LimitedBytes((await handle.stat()).size, maxBytes);
    while (bytes.add((await handle.read(bytes.space)).bytesRead));
    return bytes.whole();
  } finally {
    await handle.close();
  }
}

/** As {@link readBytes}. */
export function readBytesSync(file: string, kind: FileKind, maxBytes: number = fileLimits[kind]): Buffer {
  const descriptor = openRegularFileSync(file);
  try {
    const bytes = new LimitedBytes(fstatSync(descriptor).size, maxBytes);
    while (bytes.add(readSync(descriptor, bytes.space)));
    return bytes.whole();
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a regular file for reading, without waiting for anything. @throws as {@link readText} */
export async function openRegularFile(file: string): Promise<FileHandle> {
  refuseUnlessRegular(await stat(file));
  const handle = await open(file, readFlags);
  try {
    refuseUnlessRegular(await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** As {@link openRegularFile}. @returns a descriptor, which the caller closes */
export function openRegularFileSync(file: string): number {
  refuseUnlessRegular(statSync(file));
  const descriptor = openSync(file, readFlags);
  try {
    refuseUnlessRegular(fstatSync(descriptor));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** @throws FileRefusedError `not-utf8` */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileRefusedError('not-utf8', 'its bytes are not UTF-8', 'Save it as UTF-8.');
  }
}

/** @throws FileRefusedError `too-deep`; SyntaxError if the text is not JSON */
export function parseJson(text: string): unknown {
  if (isNestedTooDeep(text)) throw nestedTooDeep();
  return JSON.parse(text);
}

/** @param what - e.g. `a pipe` */
export function notRegular(what: string): FileRefusedError {
  const remedy = 'Use a regular file instead.';
  return new FileRefusedError('not-regular', `it is ${what}, not a regular file`, remedy);
}

export function tooLarge(maxBytes: number): FileRefusedError {
  const limit = maxBytes >= MiB ? `${maxBytes / MiB} MiB` : `${maxBytes / 1024} KiB`;
  return new FileRefusedError('too-large', `it is larger than ${limit}`, 'Use a smaller file.');
}

export function nestedTooDeep(): FileRefusedError {
  return new FileRefusedError(
    'too-deep',
    `its values are nested more than ${maxNesting} levels deep`,
    'Check that it is the intended file.',
  );
}

/** Whether JSON, also with comments, has more levels than {@link maxNesting}. Takes linear time and no stack. */
export function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '[' || character === '{') {
      if (++depth > maxNesting) return true;
    } else if (character === ']' || character === '}') depth--;
    // JSON has no single quotes, but compilers accept them in their settings.
    else if (character === '"' || character === "'") at = endOfString(text, at);
    else if (character === '/') at = endOfComment(text, at);
  }
  return false;
}

/** @returns the index of the closing quote, or of the line end that ends a broken string */
function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === quote || character === '\n' || character === '\r') return at;
  }
  return text.length;
}

/** @returns the index of the comment's last character; `start` if no comment begins there */
function endOfComment(text: string, start: number): number {
  if (text[start + 1] === '/') {
    for (let at = start + 2; at < text.length; at++) if (text[at] === '\n' || text[at] === '\r') return at;
    return text.length;
  }
  if (text[start + 1] !== '*') return start;
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 1;
}

// A file may be replaced with a pipe between the look at it and the open. Windows lacks the flag and such pipes.
const flags: Readonly<Partial<Record<string, number>>> = constants;
const readFlags = constants.O_RDONLY | (flags['O_NONBLOCK'] ?? 0);

function refuseUnlessRegular(found: Stats): void {
  if (found.isFile()) return;
  if (found.isDirectory()) throw new FileRefusedError('not-regular', 'it is a folder', 'Name a file in it.');
  throw notRegular(found.isFIFO() ? 'a pipe' : found.isSocket() ? 'a socket' : 'a device');
}

const growBytes = 64 * 1024;

/** Collects what is read; a file may hold more than its size says, or grow. */
class LimitedBytes {
  readonly #chunks: Buffer[] = [];
  readonly #maxBytes: number;
  #size = 0;
  /** Where the next bytes go; never empty. */
  space: Buffer;

  constructor(size: number, maxBytes: number) {
    if (size > maxBytes) throw tooLarge(maxBytes);
    this.#maxBytes = maxBytes;
    // One byte more shows the end of the file without a second buffer.
    this.space = Buffer.allocUnsafe(size + 1);
  }

  /** @returns whether there may be more to read */
  add(bytesRead: number): boolean {
    if (bytesRead === 0) return false;
    this.#size += bytesRead;
    if (this.#size > this.#maxBytes) throw tooLarge(this.#maxBytes);
    this.#chunks.push(this.space.subarray(0, bytesRead));
    this.space = this.space.subarray(bytesRead);
    if (this.space.length === 0) this.space = Buffer.allocUnsafe(growBytes);
    return true;
  }

  whole(): Buffer {
    const [first] = this.#chunks;
    return first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
  }
}
