/** What was promised beside what was found. */
import { percentText } from './shares';

export class Targets {
  #met = 0;
  #all = 0;
  readonly #surprises: string[] = [];

  atMost(text: string, hits: number, trials: number, limit: number): void {
    this.#print(
      hits / trials <= limit,
      `${text}: ${hits} of ${trials} (${percentText(hits / trials)}), at most ${percentText(limit)}`,
    );
  }

  atLeast(text: string, share: number, limit: number): void {
    this.#print(share >= limit, `${text}: ${percentText(share)}, at least ${percentText(limit)}`);
  }

  /** Keeps what should not be, to be judged at the end. */
  note(isSo: boolean, text: string): void {
    if (isSo) this.#surprises.push(text);
  }

  /** Prints the last line, and sets the exit code. */
  conclude(): void {
    console.log('');
    this.#print(this.#surprises.length === 0, `called faster though slowed: ${this.#surprises.length} times`);
    for (const text of new Set(this.#surprises)) console.log(`         ${text}`);
    console.log(`\n${this.#met} of ${this.#all} targets met`);
    process.exitCode = this.#met === this.#all ? 0 : 1;
  }

  #print(isMet: boolean, text: string): void {
    this.#all++;
    if (isMet) this.#met++;
    console.log(`  ${isMet ? 'met   ' : 'MISSED'} ${text}`);
  }
}
