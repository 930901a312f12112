/** What is printed, and where: results to standard output, all else to standard error. */
import { exitCodes } from './exitCode';
import { fileReasonOf } from '../fileReason';
import { failureText, type Failure } from '../protocol/failure';

/** Prints a result. */
export function printResult(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints what a person should know besides the result. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Prints a failure as one message: what happened, where, and what to do. */
export function printFailure(failure: Failure): void {
  printNote(`error: ${failureText(failure)}`);
}

/** Columns of a terminal; some say 0 where they do not know. */
export function columnsOf(stream: NodeJS.WriteStream): number {
  return stream.columns > 0 ? stream.columns : 80;
}

/**
 * Lets a reader of the output leave early, as `head` or a closed terminal does: the work goes on, and what nobody reads
 * is dropped. Where printing fails for another reason, such as a full disk, the program ends with a message.
 */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'EIO') return;
      if (stream === process.stdout) {
        const words = fileReasonOf(error);
        printFailure({
          code: 'bad-input',
          message: `The result cannot be printed: ${words?.reason ?? error.message}`,
          where: null,
          remedy: words?.remedy ?? null,
        });
      }
      process.exit(exitCodes.badInput);
    });
  }
}
