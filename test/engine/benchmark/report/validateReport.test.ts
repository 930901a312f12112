/** Reports that an edit by hand has left with something that is not in their samples. */
import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readReport } from '../../../../engine/benchmark/report/read';
import { inFolder, root, runHosted } from '../../cli/commandLine';

const published = readFileSync(path.join(root, 'docs/performance/report.json'), 'utf8');

/** The published report with one value of its first scenario replaced; undefined takes the value out. */
function edited(place: string, value: unknown): string {
  const wanted = `scenarios.0.${place}`;
  const replaced = (data: unknown, at: string): unknown => {
    if (at === wanted) return value;
    if (Array.isArray(data)) {
      const items: unknown[] = data;
      return items
        .map((item, index) => replaced(item, `${at}.${index}`))
        .filter((item) => item !== undefined);
    }
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(
      Object.entries(data).map(([key, item]) => [key, replaced(item, at === '' ? key : `${at}.${key}`)]),
    );
  };
  return JSON.stringify(replaced(JSON.parse(published), ''));
}

const edits: [what: string, place: string, value: unknown, reason: RegExp][] = [
  ['a negative time', 'samples.3.ns', -5, /samples\[3\]\.ns is -5, and times are above 0/],
  ['a launch before the first', 'samples.0.launch', 0, /samples\[0\]\.launch is 0/],
  [
    'a sample that was left out',
    'samples.0',
    undefined,
    /measurements\.engines\[\d\]\.samples is \d+, and by the samples it is/,
  ],
  [
    'a faster mean',
    'measurements.engines.0.meanNs',
    7,
    /engines\[0\]\.meanNs is 7, and by the samples it is/,
  ],
  ['an engine less', 'measurements.engines.4', undefined, /measurements\.engines has nothing of /],
  ['another overhead', 'measurements.comparisons.0.overheadPercent', -99, /overheadPercent is -99/],
  [
    'a narrower interval',
    'measurements.comparisons.1.interval.lowPercent',
    2,
    /measurements\.comparisons\[1\]\.interval\.lowPercent is 2, and by the samples/,
  ],
  [
    'an interval that promises less',
    'measurements.comparisons.1.claim.interval.confidence',
    0.5,
    /measurements\.comparisons\[1\]\.claim\.interval\.confidence is 0\.5, and is at least 0\.95/,
  ],
  [
    'a difference that is not shown',
    'measurements.comparisons.1.word',
    'faster',
    /comparisons\[1\]\.word is "faster", and by the interval that decided it is "no difference shown"/,
  ],
  [
    'a lower noise floor',
    'measurements.noiseFloorPercent',
    0.1,
    /noiseFloorPercent is 0\.1, and by the samples/,
  ],
  ['another verdict', 'measurements.verdict.word', 'slower', /verdict\.word is "slower"/],
  ['a target that was missed', 'measurements.verdict.target', 'missed', /verdict\.target is "missed"/],
];

describe('a report that was edited by hand', () => {
  for (const [what, place, value, reason] of edits) {
    it(`is refused with file, field and reason when it has ${what}`, () =>
      inFolder(async (folder) => {
        const file = path.join(folder, 'report.json');
        writeFileSync(file, edited(place, value));
        await assert.rejects(readReport(file), (error) => {
          assert.ok(error instanceof Error && 'code' in error && 'where' in error);
          assert.deepEqual([error.code, error.where], ['bad-input', file]);
          assert.match(error.message, /^The report is damaged: scenarios\[0\]\./);
          assert.match(error.message, reason);
          return true;
        });
      }));
  }

  it('is bad input to the commands that read it', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'report.json');
      writeFileSync(file, edited('measurements.verdict.word', 'slower'));
      for (const command of ['report', 'merge']) {
        const ended = await runHosted([command, file], { cwd: folder });
        assert.equal(ended.code, 2, ended.stderr);
        assert.match(
          ended.stderr,
          /^error: The report is damaged: scenarios\[0\]\.measurements\.verdict\.word/,
        );
      }
    }));
});
