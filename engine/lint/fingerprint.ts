/** Recognises a finding after lines have moved: by its rule and by what stands there, not by where. */
import { createHash } from 'node:crypto';
import type { Finding } from './finding';
import type { TextLines } from './textLines';

/** 16 hexadecimal digits from the rule, the line and the marked text, whatever the white space. */
export function fingerprintOf({ rule, range }: Finding, lines: TextLines): string {
  const line = lines.textOf(lines.lineOf(range.start));
  const marked = lines.text.slice(range.start, range.end);
  const parts = [rule, ...[line, marked].map((text) => text.replace(/\s+/g, ' ').trim())];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}
