/** A program that keeps a run in the history's folder that it is given, and drops the oldest, for tests that end it half-way. */
import { RunFiles } from '../../../src/history/runFiles';

const [, , folder = '', name = '', text = '', most = ''] = process.argv;
void keep();

async function keep(): Promise<void> {
  const files = new RunFiles(folder);
  await files.write(name, text);
  await files.trim(Number(most));
}
