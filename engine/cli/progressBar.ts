/** What every bar of the command line looks like. */
import type { Options } from 'cli-progress';

/** @param format - what stands on the line, with `{bar}` for the bar itself */
export function barOptions(format: string): Options {
  return {
    format,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 20,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    // Interrupts are the command's to handle: it keeps what was measured or found.
    gracefulExit: false,
  };
}
