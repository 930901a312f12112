/** What is printed, and where: results to standard output, all else to standard error. */
import { exitCodes } from './exitCode';
import { fileReasonOf } from '../platform/fileReason';
import { visibleJson, visibleLine, visibleLines } from '../presentation/visibleText';
import { failureText, type Failure } from '../protocol/failure';

/** Prints lines of a result. Nothing in a line can break it or command the terminal. */
export function printResult(...lines: readonly string[]): void {
  writeLines(process.stdout, lines.map(visibleLine));
}

/** Prints what a person should know besides the result, in the same way. */
export function printNote(...lines: readonly string[]): void {
  writeLines(process.stderr, lines.map(visibleLine));
}

/**
 * Prints lines with the product's own colours. Whoever makes them passes everything else through {@link visibleLine}:
 * here only single codes of colour are let through.
 */
export function printColoured(stream: NodeJS.WriteStream, text: string): void {
  const parts = text.split(/(\u001b\[\d{1,2}m)/);
  stream.write(`${parts.map((part, index) => (index % 2 === 1 ? part : visibleLines(part))).join('')}\n`);
}

/** Prints a result as JSON, from which the original text of every string can be read. */
export function printJson(value: unknown, indent?: number): void {
  process.stdout.write(`${visibleJson(value, indent)}\n`);
}

/** Prints commands of a GitHub workflow, whose text is escaped already. */
export function printWorkflowCommands(print: 'result' | 'note', ...commands: readonly string[]): void {
  const stream = print === 'result' ? process.stdout : process.stderr;
  writeLines(
    stream,
    commands.map((command) => `::${visibleLine(command.replace(/^::/, ''))}`),
  );
}

/** Prints a failure as one message: what happened, where, and what to do. */
export function printFailure(failure: Failure): void {
  printNote(`error: ${failureText(failure)}`);
}

function writeLines(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  stream.write(`${lines.join('\n')}\n`);
}

/** Columns of a terminal; some say 0 if they do not know. */
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
          code: 'internal',
          message: `The result cannot be printed: ${words?.reason ?? error.message}`,
          where: null,
          remedy: words?.remedy ?? null,
        });
      }
      process.exit(exitCodes.brokenOff);
    });
  }
}
