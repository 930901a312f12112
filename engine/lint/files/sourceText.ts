/** Reads a source file as text, whatever its encoding, and says why if it cannot be read as one. */
import { fileReasonOf } from '../../platform/fileReason';
import { FileRefusedError, readBytes, readBytesSync } from '../../platform/readFile';

/** How a file's characters are stored; `other` can be read but not written again. */
type Encoding = 'utf8' | 'utf16le' | 'utf16be' | 'latin1' | 'other';

export interface SourceText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasMark: boolean;
}

/** Why a file is not checked: the end of the sentence `Not checked: …`. */
export interface Unread {
  readonly unread: string;
  /** Whether there is no such file. */
  readonly isGone?: boolean;
  readonly cause: UnreadCause;
}

/**
 * `refused`: the file's size, kind or content rules it out. `denied`: the system gives no access to it. `failed`: the
 * system could not read it, e.g. because too many files are open.
 */
export type UnreadCause = 'refused' | 'denied' | 'failed';

/** Reads a file of at most `maxKb` kilobytes. Never throws for what a file holds or for one that cannot be read. */
export async function readSource(file: string, maxKb: number): Promise<SourceText | Unread> {
  try {
    return decodeSource(await readBytes(file, 'source', maxKb * 1024), file);
  } catch (error) {
    return unreadable(error, maxKb);
  }
}

/** As {@link readSource}, at once. */
export function readSourceSync(file: string, maxKb: number): SourceText | Unread {
  try {
    return decodeSource(readBytesSync(file, 'source', maxKb * 1024), file);
  } catch (error) {
    return unreadable(error, maxKb);
  }
}

/** The text that a file's bytes stand for: by its mark, by its declaration (PEP 263), else UTF-8. */
export function decodeSource(bytes: Buffer, file: string): SourceText | Unread {
  for (const [mark, encoding] of marks) {
    if (!bytes.subarray(0, mark.length).equals(mark)) continue;
    const text = decode(
      bytes.subarray(mark.length),
      encoding === 'utf8' ? 'utf-8' : encodingLabels[encoding],
    );
    return text === null
      ? refused(`its bytes are not ${encodingNames[encoding]}`)
      : { text, encoding, hasMark: true };
  }
  if (bytes.includes(0)) return refused('it is a binary file');
  const declared = /\.pyw?i?$/i.test(file) ? declaredEncoding(bytes) : null;
  if (declared !== null) return decodeDeclared(bytes, declared);
  const text = decode(bytes, 'utf-8');
  return text === null ? refused('its bytes are not UTF-8') : { text, encoding: 'utf8', hasMark: false };
}

/** The bytes of a text in the encoding that it was read in; null if that is not possible. */
export function encodeSource(text: string, { encoding, hasMark }: Omit<SourceText, 'text'>): Buffer | null {
  switch (encoding) {
    case 'other':
      return null;
    case 'utf8':
      return Buffer.from(hasMark ? `\uFEFF${text}` : text, 'utf8');
    case 'latin1':
      return /^[\0-\xFF]*$/.test(text) ? Buffer.from(text, 'latin1') : null;
    case 'utf16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  }
}

/** The reason for a file or text that is larger than the setting allows. */
export function tooLargeReason(maxKb: number): string {
  return `it is larger than maxFileSizeKb allows (${maxKb} KB)`;
}

const marks: readonly (readonly [Buffer, 'utf8' | 'utf16le' | 'utf16be'])[] = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf8'],
  [Buffer.from([0xff, 0xfe]), 'utf16le'],
  [Buffer.from([0xfe, 0xff]), 'utf16be'],
];
const encodingLabels = { utf16le: 'utf-16le', utf16be: 'utf-16be' } as const;
const encodingNames = { utf8: 'UTF-8', utf16le: 'UTF-16', utf16be: 'UTF-16' } as const;

/** The encoding that one of the first two lines names; null for none, and for UTF-8. */
function declaredEncoding(bytes: Buffer): string | null {
  const head = bytes
    .subarray(0, 1024)
    .toString('latin1')
    .split(/\r\n?|\n/, 2);
  for (const line of head) {
    const name = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
    if (name !== undefined) {
      const encoding = name.toLowerCase().replaceAll('_', '-');
      // As Python does, also with what Emacs adds, such as `utf-8-unix`.
      return /^(utf8|utf8-sig|utf-8(-.*)?)$/.test(encoding) ? null : encoding;
    }
    // Only comments and blank lines may come before the declaration.
    if (!/^[ \t\f]*(#.*)?$/.test(line)) return null;
  }
  return null;
}

function decodeDeclared(bytes: Buffer, name: string): SourceText | Unread {
  const isLatin1 =
    ['latin1', 'iso8859-1', 'l1', 'ascii', 'us-ascii'].includes(name) ||
    /^(latin-1|iso-8859-1|iso-latin-1)(-.*)?$/.test(name);
  if (isLatin1) {
    return { text: bytes.toString('latin1'), encoding: 'latin1', hasMark: false };
  }
  const text = decode(bytes, name);
  if (text === null) return refused(`its bytes are not read as ${name}, which it declares`);
  return { text, encoding: 'other', hasMark: false };
}

function decode(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(unread: string): Unread {
  return { unread, cause: 'refused' };
}

/** Why a file or folder was not read, from the error. */
export function unreadable(error: unknown, maxKb?: number): Unread {
  if (error instanceof FileRefusedError) {
    const isTooLarge = error.code === 'too-large' && maxKb !== undefined;
    return refused(isTooLarge ? tooLargeReason(maxKb) : error.reason);
  }
  const reason = fileReasonOf(error)?.reason ?? (error instanceof Error ? error.message : String(error));
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const cause = accessCodes.has(code) ? 'denied' : 'failed';
  return { unread: reason, isGone: code === 'ENOENT', cause };
}

/** Codes of errors that are about the file itself; the others are about the system's state. */
const accessCodes: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
]);
