import * as v from 'valibot';

/** Data from another process, a file or a webview that is not what it must be. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/**
 * Checks data where it enters.
 * @param what - names the data in the error, e.g. `message from the engine`
 * @throws {@link ProtocolError} that names the first bad key, what it must be and what came
 */
export function check<S extends v.GenericSchema>(schema: S, data: unknown, what: string): v.InferOutput<S> {
  const result = v.safeParse(schema, data, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const key = v.getDotPath(issue) ?? '(whole)';
  if (issue.received === 'undefined') throw new ProtocolError(`${what}: ${key} is missing`);
  if (issue.type === 'check') throw new ProtocolError(`${what}: ${shortened(key)}: ${issue.message}`);
  if (issue.expected === 'never') throw new ProtocolError(`${what}: ${shortened(key)} is not a known key`);
  const received = shortened(issue.received);
  throw new ProtocolError(`${what}: ${shortened(key)} must be ${issue.expected ?? 'valid'}, got ${received}`);
}

const longestQuote = 200;

/** What a file holds may be of any length; a message is read by a person. */
export function shortened(text: string): string {
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
}
