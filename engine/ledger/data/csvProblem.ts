import { EngineError } from '../../platform/errors';
import type { FailureCode } from '../../protocol/failure';

/** What is wrong with a CSV file, before the file is named. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';

  /**
   * @param line - counted from 1; null if it is the whole file
   * @param column - its name in the header
   */
  constructor(
    message: string,
    readonly line: number | null,
    readonly column: string | null,
    readonly remedy: string | null = null,
    readonly code: FailureCode = 'bad-input',
  ) {
    super(message);
  }

  inFile(path: string): EngineError {
    const line = this.line === null ? '' : `, line ${this.line}`;
    const column = this.column === null ? '' : `, column ${this.column}`;
    const where = `${path}${line}${column}`;
    const message = this.message.charAt(0).toUpperCase() + this.message.slice(1);
    return new EngineError({ code: this.code, message, where, remedy: this.remedy });
  }
}
