/** `report`: writes a JSON report again, for people or for the dashboards that they have. */
import { Option, type Command } from 'commander';
import * as v from 'valibot';
import { visibleJson } from '../presentation/visibleText';
import { check } from '../protocol/check';
import type { Report } from '../protocol/report';
import { chartsOf } from '../benchmark/report/charts';
import { bencherMetrics } from '../benchmark/report/formats/bencher';
import { githubActionBenchmark } from '../benchmark/report/formats/githubActionBenchmark';
import { htmlReport } from '../benchmark/report/html';
import { markdownReport } from '../benchmark/report/markdown';
import { readReport } from '../benchmark/report/read';
import { incompleteNote, writeMarkdown } from '../benchmark/report/write';
import { writeWhole, type LinkRule } from '../platform/writeWhole';
import { exitCodes, type Finish } from './exitCode';
import { printJson, printNote, printResult } from './output';
import { fileError, refuseDash } from './usageError';
import { refuseSameFile, requireWritableFile } from './writable';

const formats = ['markdown', 'html', 'github-action-benchmark', 'bencher'] as const;
type Format = (typeof formats)[number];

const Flags = v.strictObject({ format: v.picklist(formats), output: v.optional(v.string()) });

export function declareReport(program: Command, finish: Finish): void {
  const command = program
    .command('report')
    .description('convert a JSON report to Markdown, HTML or a dashboard format')
    .argument('<report.json>', 'a report written by run')
    .addOption(new Option('--format <name>', 'output format').choices(formats).default('markdown'))
    .option(
      '--output <file>',
      'output file (default: Markdown and HTML next to the report; dashboard formats are printed)',
    )
    .addHelpText('after', explanation);
  command.action(async (file: string) => {
    const { format, output } = check(Flags, command.opts(), 'options of report');
    await rewrite(
      file,
      format,
      output ?? defaultOutput(file, format),
      output === undefined ? 'replace' : 'follow',
    );
    finish(exitCodes.done);
  });
}

const explanation = `
markdown: a page and a charts/ folder that it links to. html: one page that contains its charts.
github-action-benchmark: JSON for that action's tool customSmallerIsBetter. bencher: Bencher Metric Format JSON.

Examples:
  decimal-benchmark report reports/latest/report.json
  bencher run --adapter json "decimal-benchmark report reports/latest/report.json --format bencher"
  decimal-benchmark report reports/latest/report.json --format github-action-benchmark --output benchmark.json`;

const names: Readonly<Record<Format, string>> = {
  markdown: 'Markdown',
  html: 'HTML',
  'github-action-benchmark': 'github-action-benchmark JSON',
  bencher: 'Bencher Metric Format',
};

function defaultOutput(file: string, format: Format): string | null {
  const extension = { markdown: '.md', html: '.html', 'github-action-benchmark': null, bencher: null }[
    format
  ];
  return extension === null ? null : file.replace(/(\.json)?$/i, extension);
}

/** @param output - null for standard output */
async function rewrite(file: string, format: Format, output: string | null, links: LinkRule): Promise<void> {
  refuseDash(file, 'report', 'input');
  refuseDash(output ?? undefined, '--output', 'output');
  const report = await readReport(file);
  const note = await incompleteNote(file);
  if (note !== null) printNote(`warning: ${note}`);
  if (output === null) {
    printJson(dashboardData(report, format), 2);
    return;
  }
  await refuseSameFile(output, '--output', file, 'the report itself');
  await requireWritableFile(output);
  try {
    // The Markdown links to its charts, which must lie beside it wherever that is.
    if (format === 'markdown') await writeMarkdown(output, markdownReport(report), chartsOf(report), links);
    else await writeWhole(output, formatted(report, format), links);
  } catch (error) {
    throw fileError(error, `Cannot write ${output}`);
  }
  printResult(`${names[format]} written to ${output}`);
}

function formatted(report: Report, format: Exclude<Format, 'markdown'>): string {
  switch (format) {
    case 'html':
      return htmlReport(report, markdownReport(report), chartsOf(report));
    case 'github-action-benchmark':
    case 'bencher':
      return `${visibleJson(dashboardData(report, format), 2)}\n`;
  }
}

function dashboardData(report: Report, format: Format): unknown {
  return format === 'bencher' ? bencherMetrics(report) : githubActionBenchmark(report);
}
