// @ts-check
// `npm start`: makes the checkout ready, then runs the benchmark with the options that were passed.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { prepare } from './build.mjs';
import { main, root, ScriptError } from './lib/checkout.mjs';

await main(async () => {
  prepare();
  process.exitCode = await runBenchmark(process.argv.slice(2));
});

/**
 * Runs the command line's `run` and resolves to its exit code.
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function runBenchmark(args) {
  // Ctrl-C reaches the benchmark as well, which then keeps what it measured: this process only has to wait for it.
  process.on('SIGINT', () => undefined);
  const child = spawn(process.execPath, ['dist/engine/cli.cjs', 'run', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new ScriptError(`The benchmark did not start: ${error.message}`, 1)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}
