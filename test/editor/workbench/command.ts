import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and keeps what it printed.
 * @throws Error with the last lines that it printed, if it does not end with 0
 */
export async function runCommand(
  program: string,
  parameters: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const child = spawn(program, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return output;
  throw new Error(
    `${program} ${parameters.join(' ')} ended with ${code ?? 'a signal'}:\n${output.slice(-3000)}`,
  );
}
