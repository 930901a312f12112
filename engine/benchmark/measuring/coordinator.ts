/** The coordinator process: takes one run from its owner, reports its events, and ends. */
import { controlWord, type RunControl } from '../../platform/runControl';
import { check, ProtocolError } from '../../protocol/check';
import type { Failure } from '../../protocol/failure';
import { protocolVersion, RunCommand, type LastEvent, type RunEvent } from '../../protocol/run';
import { productVersion } from '../../platform/version';
import { protocolFailure } from '../../platform/childProcess';
import { Run } from './run';
import { ownerPidOf, startWatchdog } from '../../platform/watchdog';

/** The owner looks at whether the main thread still turns. */
const turnEveryMs = 500;

/** After the owner's death: time to end the measuring processes and to remove the temporary folder. */
const graceMs = 1_000;

/** Serves the owner that forked this process. */
export function serveRun(): void {
  const control: RunControl = new Int32Array(new SharedArrayBuffer(8));
  startWatchdog({ ownerPid: ownerPidOf(process.argv), graceMs, control });
  setInterval(() => Atomics.add(control, controlWord.barsDone, 1), turnEveryMs).unref();

  let run: Run | null = null;
  let earlyCancel: string | null = null;
  const cancel = (reason: string): void => {
    if (run === null) earlyCancel ??= reason;
    else run.cancel(reason);
  };
  // Ctrl-C reaches every process of the terminal; the owner decides what ends.
  process.on('SIGINT', () => undefined);
  // What was measured is kept, whether the whole group is ended or this process alone.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => cancel('interrupted'));
  process.on('disconnect', () => {
    run?.abandon();
    process.exit();
  });
  process.on('message', (data) => {
    const command = commandOf(data);
    if (command.type === 'cancel') cancel(command.reason);
    else if (command.type === 'refused' || run !== null) {
      finish({
        type: 'failed',
        failure: refusal(command.type === 'refused' ? command.why : 'a second start'),
      });
    } else {
      run = new Run(command.options, send);
      if (earlyCancel !== null) run.cancel(earlyCancel);
      void run.finish().then(finish);
    }
  });
  send({ type: 'hello', protocol: protocolVersion, product: productVersion });
}

type Command = RunCommand | { type: 'refused'; why: string };

function commandOf(data: unknown): Command {
  try {
    const command = check(RunCommand, data, 'command');
    if (command.type === 'start' && command.protocol !== protocolVersion) {
      return { type: 'refused', why: `protocol ${command.protocol}, where ${protocolVersion} is spoken` };
    }
    return command;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { type: 'refused', why: error.message };
  }
}

function refusal(why: string): Failure {
  return protocolFailure('The owner of the run', why);
}

function send(event: RunEvent): void {
  process.send?.(event);
}

/** Sends the last event, and ends once it has left. */
function finish(event: LastEvent): void {
  process.send?.(event, () => process.exit());
}
