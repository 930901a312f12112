/** An error that nothing has caught ends a program with its own exit code: Node's default, 1, has another meaning here. */
import { writeSync } from 'node:fs';

/** The work broke off. */
const crashExitCode = 3;

/** @param textOf - what is printed to standard error */
export function exitOnCrash(textOf: (error: unknown) => string): void {
  const end = (error: unknown): void => {
    try {
      // Streams may need a file descriptor or memory that is not there.
      writeSync(2, `${textOf(error)}\n`);
    } catch {
      // The exit code is all that can still be reported.
    }
    process.exit(crashExitCode);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
