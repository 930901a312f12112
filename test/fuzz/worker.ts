/** Runs cases of one target in a process of its own, so that a case that hangs or crashes ends only this process. */
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { writeCase } from './caseFolder';
import { targets } from './targets';

export interface WorkerReport {
  readonly kind: 'case' | 'batch' | 'finding';
  readonly message?: string;
}

const casesInBatch = 20;

/** @param folder - always holds the case that is running */
async function main([name, firstSeed, minutes, folder]: readonly string[]): Promise<void> {
  const target = targets.find((each) => each.name === name);
  if (target === undefined || folder === undefined) throw new RangeError(`no target ${String(name)}`);
  const end = Date.now() + Number(minutes) * 60_000;
  for (let seed = Number(firstSeed); Date.now() < end; seed++) {
    const finding = await target.run({
      seed,
      cases: casesInBatch,
      end,
      onCase: (files) => {
        rmSync(folder, { recursive: true, force: true });
        writeCase(folder, { ...files, 'seed.txt': `--target ${target.name} --seed ${seed}\n` });
        report({ kind: 'case' });
      },
    });
    if (finding !== null) {
      rmSync(folder, { recursive: true, force: true });
      const repeat = `--target ${target.name} --seed ${seed}\nfast-check path ${finding.path}\n`;
      writeCase(folder, { ...finding.files, 'seed.txt': repeat, 'finding.txt': finding.message });
      report({ kind: 'finding', message: finding.message });
      return;
    }
    report({ kind: 'batch' });
    // Lets the messages leave, also if every case is synchronous.
    await pause(0);
  }
}

function report(message: WorkerReport): void {
  process.send?.(message);
}

main(process.argv.slice(2))
  .then(() => process.disconnect())
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
