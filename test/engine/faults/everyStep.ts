/** Writes with a fault at every step that it takes. */
import { strict as assert } from 'node:assert';
import { fork } from 'node:child_process';
import type { Fault } from './faultyFiles';
import type { Outcome, Trial, Writing } from './writer';

export interface Around {
  readonly before: () => Promise<void>;
  /** @param isWhole - the writing came to its end */
  readonly after: (isWhole: boolean) => Promise<void>;
}

/** More steps than any of these takes. */
const mostSteps = 200;

/**
 * @param program - the bundle of the writer
 * @returns how many steps there are
 */
export async function everyStep(
  program: string,
  fault: Fault,
  folder: string,
  writing: Writing,
  { before, after }: Around,
): Promise<number> {
  let writer = new Writer(program);
  try {
    for (let step = 1; step <= mostSteps; step++) {
      await before();
      const outcome = await writer.write({ writing, fault: { kind: fault, folder, step } });
      const isWhole = outcome !== 'killed' && outcome.problem === null;
      await after(isWhole);
      if (isWhole) return step - 1;
      if (outcome === 'killed') {
        assert.equal(fault, 'kill');
        writer = new Writer(program);
      } else {
        assert.notEqual(fault, 'kill');
        assert.match(outcome.problem ?? '', /disk is full|ENOSPC/);
      }
    }
    throw new Error(`more than ${mostSteps} steps`);
  } finally {
    await writer.end();
  }
}

/** Writes once, without a fault. */
export async function writeOnce(program: string, writing: Writing): Promise<void> {
  const writer = new Writer(program);
  assert.deepEqual(await writer.write({ writing, fault: null }), { problem: null });
  await writer.end();
}

/** A process of the writer: it writes until a fault kills it. */
class Writer {
  readonly #process;
  readonly #closed: Promise<NodeJS.Signals | number | null>;
  #stderr = '';

  constructor(program: string) {
    this.#process = fork(program, {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#closed = new Promise((resolve, reject) => {
      this.#process.once('error', reject);
      this.#process.once('exit', (code, signal) => resolve(signal ?? code));
    });
  }

  async write(trial: Trial): Promise<Outcome | 'killed'> {
    const answered = new Promise<Outcome>((resolve) => {
      this.#process.once('message', (outcome: Outcome) => resolve(outcome));
    });
    this.#process.send(trial);
    const outcome = await Promise.race([answered, this.#closed]);
    if (typeof outcome === 'object' && outcome !== null) return outcome;
    assert.equal(outcome, 'SIGKILL', this.#stderr);
    return 'killed';
  }

  async end(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    const code = await this.#closed;
    if (code !== 'SIGKILL') assert.deepEqual([code, this.#stderr], [0, '']);
  }
}
