/** A program that writes what it is sent, one after the other, for tests that let it fail or die half-way. */
import { writeBaseline } from '../../../engine/benchmark/baseline/file';
import { writeReport, type ReportFiles } from '../../../engine/benchmark/report/write';
import type { Baseline } from '../../../engine/protocol/baseline';
import { RunFiles } from '../../../src/history/runFiles';
import { planFault, type PlannedFault } from './faultyFiles';

export type Writing =
  | { readonly kind: 'baseline'; readonly file: string; readonly baseline: Baseline }
  | { readonly kind: 'report'; readonly folder: string; readonly files: ReportFiles }
  | {
      readonly kind: 'run';
      readonly folder: string;
      readonly name: string;
      readonly text: string;
      readonly most: number;
    };

export interface Trial {
  readonly writing: Writing;
  readonly fault: PlannedFault | null;
}

export interface Outcome {
  /** What was thrown; null if the writing came to its end. */
  readonly problem: string | null;
}

process.on('message', (trial: Trial) => {
  void outcomeOf(trial).then((outcome) => process.send?.(outcome));
});
process.on('disconnect', () => process.exit());

async function outcomeOf({ writing, fault }: Trial): Promise<Outcome> {
  await planFault(fault);
  try {
    await write(writing);
    return { problem: null };
  } catch (error) {
    return { problem: String(error) };
  } finally {
    await planFault(null);
  }
}

async function write(writing: Writing): Promise<void> {
  switch (writing.kind) {
    case 'baseline':
      return writeBaseline(writing.file, writing.baseline);
    case 'report':
      return writeReport(writing.folder, writing.files);
    case 'run': {
      const files = new RunFiles(writing.folder);
      await files.write(writing.name, writing.text);
      await files.trim(writing.most);
    }
  }
}
