/** `stored-run`: reads a run of the editor's history for the editor, which computes nothing itself. */
import type { Command } from 'commander';
import { storedRunCommand } from '../protocol/storedRun';
import { readStoredRun } from '../benchmark/report/storedRun';
import { exitCodes, type Finish } from './exitCode';
import { printJson } from './output';

export function declareStoredRun(program: Command, finish: Finish): void {
  program
    .command(storedRunCommand, { hidden: true })
    .argument('<run.json>')
    .action(async (file: string) => {
      printJson(await readStoredRun(file));
      finish(exitCodes.done);
    });
}
