import type { Failure, FailureCode } from './protocol/failure';

/** A failure that a person can act on: what happened, where, and what to do. Crosses processes as data. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: FailureCode;
  readonly where: string | null;
  readonly remedy: string | null;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.code = failure.code;
    this.where = failure.where;
    this.remedy = failure.remedy;
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message, where: this.where, remedy: this.remedy };
  }
}

/** What any thrown value is to the other processes: an {@link EngineError} as it stands, all else `internal`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return error.toFailure();
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message,
    where: null,
    remedy: 'Please report this message, with the log where there is one.',
  };
}
