/** `compare-samples`: judges figures that were measured elsewhere, or published. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import * as v from 'valibot';
import { compareSides } from '../benchmark/compare/compareSides';
import { comparisonLines } from '../benchmark/compare/comparisonText';
import { beginsAsList, isListText, readList } from '../benchmark/compare/figures';
import type { PublishedSummary } from '../benchmark/compare/summaryFeasibility';
import { lastDigitOf } from '../benchmark/compare/roundedNumber';
import type { Side, SummaryFigures } from '../benchmark/compare/side';
import { sideFromFile } from '../benchmark/compare/sideFromFile';
import { readSummary } from '../benchmark/compare/summaryText';
import { check } from '../protocol/check';
import { exitCodes, type Finish } from './exitCode';
import { printJson, printResult } from './output';
import { refuseDash, usageError } from './usageError';

const Flags = v.strictObject({
  a: v.optional(v.string()),
  b: v.optional(v.string()),
  aSummary: v.optional(v.string()),
  bSummary: v.optional(v.string()),
  paired: v.optional(v.boolean(), false),
  json: v.optional(v.boolean(), false),
});

export function declareCompareSamples(program: Command, finish: Finish): void {
  const command = program
    .command('compare-samples')
    .description('decide whether b is faster or slower than a, from samples or published summaries')
    .option('--a <samples>', 'a list such as 1.20,1.03,1.10, or FILE or FILE:column')
    .option('--b <samples>', 'the same for b, which is compared with a')
    .option('--a-summary <figures>', 'published summary of a: n=3,mean=1.17,sd=0.18,min=1.03,max=1.33')
    .option('--b-summary <figures>', 'the same for b')
    .option('--paired', 'the samples of a and b are pairs')
    .option('--json', 'print JSON')
    .addHelpText('after', explanation);
  command.action(() => {
    const flags = check(Flags, command.opts(), 'options of compare-samples');
    const a = sideOf('a', flags.a, flags.aSummary);
    const b = sideOf('b', flags.b, flags.bSummary);
    const comparison = compareSides(a, b, flags.paired);
    if (flags.json) printJson(comparison, 2);
    else printResult(...comparisonLines(comparison));
    finish(exitCodes.done);
  });
}

const explanation = `
Less is better, as with times. Files are CSV, JSON, or written by pytest-benchmark, hyperfine,
criterion (sample.json), BenchmarkDotNet (full JSON), vitest bench, tinybench, and this program (report.json).
Name a JSON list by its path, FILE.json:/results/0/times, or a benchmark by its name, FILE.json:NAME.

Examples:
  decimal-benchmark compare-samples --a 1.20,1.03,1.10 --b 1.15,1.02,1.06
  decimal-benchmark compare-samples --a before.csv:seconds --b after.csv:seconds --paired
  decimal-benchmark compare-samples --a-summary n=10,mean=1.17,sd=0.02 --b-summary n=10,mean=1.10,sd=0.02`;

function sideOf(name: 'a' | 'b', samples: string | undefined, summary: string | undefined): Side {
  if (samples !== undefined && summary !== undefined) {
    throw usageError(`--${name} and --${name}-summary both describe side ${name}`, 'Give one of them.');
  }
  if (summary !== undefined) {
    const published = readSummary(summary, `--${name}-summary`);
    return { kind: 'summary', source: 'summary', summary: figuresOf(published), unit: null, notes: [] };
  }
  if (samples === undefined) {
    throw usageError(`Side ${name} is missing`, `Give --${name} or --${name}-summary.`);
  }
  if (samples.trim() === '') {
    throw usageError(`--${name} is empty`, 'Give a list such as 1.20,1.03,1.10, or a file.');
  }
  refuseDash(samples, `--${name}`, 'input');
  return isListText(samples) || (beginsAsList(samples) && !existsSync(samples))
    ? { kind: 'samples', source: 'list', ...readList(samples, `--${name}`), unit: null, notes: [] }
    : sideFromFile(samples);
}

function figuresOf({ n, mean, sd, min, max }: PublishedSummary): SummaryFigures {
  return {
    n,
    mean: mean.value,
    sd: sd.value,
    min: min?.value ?? null,
    max: max?.value ?? null,
    resolution: { mean: lastDigitOf(mean.text), sd: lastDigitOf(sd.text) },
  };
}
