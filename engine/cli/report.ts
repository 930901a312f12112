/** `report`: writes the Markdown of a JSON report again. */
import type { Command } from 'commander';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { check } from '../protocol/check';
import { markdownReport } from '../report/markdown';
import { readReport } from '../report/read';
import { exitCodes } from './exitCode';
import { printResult } from './output';
import type { Finish } from './program';
import { fileError, refuseDash } from './usageError';
import { requireWritableFile } from './writable';

const Flags = v.strictObject({ output: v.optional(v.string()) });

export function declareReport(program: Command, finish: Finish): void {
  const command = program
    .command('report')
    .description('write the Markdown of a JSON report again')
    .argument('<report.json>', 'a report that run has written')
    .option('--output <file.md>', 'the file to write (default: next to the JSON report)');
  command.action(async (file: string) => {
    const { output } = check(Flags, command.opts(), 'options of report');
    await rewriteMarkdown(file, output ?? file.replace(/(\.json)?$/i, '.md'));
    finish(exitCodes.done);
  });
}

async function rewriteMarkdown(file: string, output: string): Promise<void> {
  refuseDash(file, 'report', 'input');
  refuseDash(output, '--output', 'output');
  const markdown = markdownReport(await readReport(file));
  await requireWritableFile(output);
  try {
    await writeFileAtomic(output, markdown);
  } catch (error) {
    throw fileError(error, `Cannot write ${output}`);
  }
  printResult(`Markdown written to ${output}`);
}
