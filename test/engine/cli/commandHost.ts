/** A process that runs one command line after the other, so that tests do not start a program for each. */
import { EventEmitter } from 'node:events';
import { runCommandLine } from '../../../engine/cli/program';

export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

// Each command line listens to the streams again, because a program has only one.
EventEmitter.defaultMaxListeners = 0;
const usual = { ...process.env };

process.on('message', (command: Command) => {
  void answerTo(command).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());

async function answerTo({ args, cwd, env }: Command): Promise<Answer> {
  process.chdir(cwd);
  process.env = { ...usual, ...env };
  const [stdout, stderr] = [process.stdout, process.stderr].map(capture);
  try {
    const code = await runCommandLine(args);
    return { code, stdout: stdout?.end() ?? '', stderr: stderr?.end() ?? '' };
  } finally {
    stdout?.end();
    stderr?.end();
    process.chdir('/');
  }
}

/** Keeps what is written to a stream instead of printing it. */
function capture(stream: NodeJS.WriteStream): { end: () => string } {
  const write = stream.write.bind(stream);
  let text = '';
  stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = rest.find((each) => typeof each === 'function');
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  return {
    end: () => {
      stream.write = write;
      return text;
    },
  };
}
