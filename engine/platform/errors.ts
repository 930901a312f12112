import { fileReasonOf } from './fileReason';
import { exhaustionOf } from './exhaustion';
import { failureText, type Failure, type FailureCode } from '../protocol/failure';

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

/**
 * What any thrown value is to the other processes: an {@link EngineError} as it stands, all else `internal`, with the
 * system's own reason if it has one.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return error.toFailure();
  const exhaustion = exhaustionOf(error);
  if (exhaustion !== null) {
    const { reason, remedy } = exhaustion;
    return {
      code: 'internal',
      message: `The work broke off because ${reason}`,
      where: pathOf(error),
      remedy,
    };
  }
  const words = pathOf(error) === null ? null : fileReasonOf(error);
  if (words !== null) {
    const message = `A file or folder cannot be used: ${words.reason}`;
    return { code: 'internal', message, where: pathOf(error), remedy: words.remedy };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message,
    where: null,
    remedy: 'Please report this message, with the log where there is one.',
  };
}

/** What a process prints that ends by an error which nothing has caught: the message, then the stack for a log. */
export function crashText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return `Error: ${failureText(failureOf(error))}\n${stack}`;
}

/** The path that a system call was given. */
function pathOf(error: unknown): string | null {
  const isOfFile = error instanceof Error && 'path' in error && typeof error.path === 'string';
  return isOfFile && !error.message.startsWith('spawn') ? String(error.path) : null;
}
