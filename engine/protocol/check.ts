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
  throw new ProtocolError(`${what}: ${key} must be ${issue.expected ?? 'valid'}, got ${issue.received}`);
}
