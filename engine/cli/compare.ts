/** `compare`: judges this checkout's build against that of another revision. */
import type { Command } from 'commander';
import * as v from 'valibot';
import { compareBuilds } from '../benchmark/baseline/compareBuilds';
import { keeperCommand, keepWorktree } from '../benchmark/baseline/worktreeKeeper';
import { check } from '../protocol/check';
import { runDefaults } from '../protocol/defaults';
import { allScenarios } from '../protocol/vocabulary';
import {
  checkGateFlags,
  declareGateFlags,
  gateFlags,
  mostLaunches,
  runGateCommand,
  runsOf,
  thresholdsOf,
} from './gate';
import { exitCodes, type Finish } from './exitCode';

const Flags = v.strictObject({ ...gateFlags, against: v.string() });

export function declareCompare(program: Command, finish: Finish): void {
  const command = program
    .command('compare')
    .description("judge this checkout's build against another revision's, measured in turn")
    .requiredOption('--against <revision>', 'a commit, branch or tag of the repository')
    .addHelpText('after', help);
  declareKeeper(program, finish);
  declareGateFlags(command).action(async () => {
    const flags = check(Flags, command.opts(), 'options of compare');
    await checkGateFlags(flags);
    const { against, scenario: scenarios = allScenarios, engines = runDefaults.engines } = flags;
    finish(
      await runGateCommand(flags, { comparison: 'builds', against, scenarios, engines }, (view, signal) =>
        compareBuilds({
          from: process.cwd(),
          against,
          scenarios,
          engines,
          launches: flags.launches,
          runs: runsOf(flags),
          maxLaunches: mostLaunches(flags),
          thresholds: thresholdsOf(flags),
          signal,
          say: (text) => view.note(text),
          warn: (text) => view.caution(text),
          onProgress: (progress) => view.show(progress),
        }),
      ),
    );
  });
}

/** For the program itself: see {@link startKeeper}. */
function declareKeeper(program: Command, finish: Finish): void {
  program
    .command(keeperCommand, { hidden: true })
    .argument('<folder>')
    .argument('<owner>')
    .action(async (folder: string, owner: string) => {
      await keepWorktree(folder, Number(owner), process.stdin, process.stdout);
      finish(exitCodes.done);
    });
}

const help = `
The revision is built in a temporary clone with its own npm ci --ignore-scripts and npm run build. This checkout is
not changed; its existing build is measured.

Exit codes:
  0  passed, no difference shown, or warned     1  a regression, shown in two measurements
  2  bad usage, no repository, no such revision 3  the revision does not build, or nothing was judged

Examples:
  decimal-benchmark compare --against main
  decimal-benchmark compare --against HEAD~1 --scenario daily --markdown summary.md`;
