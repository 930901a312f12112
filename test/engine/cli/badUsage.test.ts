import { strict as assert } from 'node:assert';
import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, runHosted } from './commandLine';

/** Arguments, and what the one message must say. */
const cases: [string[], string[]][] = [
  [['dance'], ["unknown command 'dance'"]],
  [['run', '--fast'], ["unknown option '--fast'"]],
  [['run', 'daily'], ['too many arguments']],
  [
    ['run', '--scenario', 'weekly'],
    ['--scenario', 'weekly', 'daily, hourly, minute'],
  ],
  [
    ['run', '--scenario'],
    ['--scenario', 'argument missing'],
  ],
  [
    ['run', '--launches', '0'],
    ['--launches', "'0'", 'from 1 to'],
  ],
  [
    ['run', '--launches', '2.5'],
    ['--launches', "'2.5'", 'whole numbers'],
  ],
  [
    ['run', '--launches', '1e3'],
    ['--launches', "'1e3'", 'whole numbers'],
  ],
  [
    ['run', '--precision', '2', '--engines', 'float,decimal.js'],
    ['--precision needs the engines native and float'],
  ],
  [['run', '--max-time', '5m'], ['--max-time needs --precision']],
  [
    ['run', '--precision', '0'],
    ['--precision', "'0'", 'above 0'],
  ],
  [
    ['run', '--precision', '2x'],
    ['--precision', "'2x'", 'such as 2%'],
  ],
  [
    ['run', '--precision', '2%', '--max-time', '5'],
    ['--max-time', "'5'", 'such as 90s, 5m or 1h'],
  ],
  [
    ['run', '--precision', '2%', '--max-time', '2s'],
    ['--max-time', "'2s'", 'from 6s'],
  ],
  [
    ['run', '--runs', '-3'],
    ['--runs', "'-3'", 'from 1 to'],
  ],
  [
    ['run', '--runs', ''],
    ['--runs', "''", 'from 1 to'],
  ],
  [
    ['run', '--engines', 'float,decimal'],
    ['--engines', 'float,decimal', 'decimal.js, native, native-float'],
  ],
  [
    ['run', '--engines', 'float,float'],
    ['--engines', 'at most once'],
  ],
  [
    ['run', '--engines', ''],
    ['--engines', 'Allowed is a list'],
  ],
  [
    ['run', '--target', 'thirty'],
    ['--target', "'thirty'", 'percent'],
  ],
  [
    ['run', '--target', 'Infinity'],
    ['--target', "'Infinity'", 'percent'],
  ],
  [
    ['run', '--target', '-100'],
    ['--target', "'-100'", 'percent'],
  ],
  [
    ['run', '--storage', 'i32'],
    ['--storage', 'i32', 'i64, i128'],
  ],
  [
    ['run', '--capital', '0'],
    ['--capital', "'0'", 'above 0'],
  ],
  [
    ['run', '--capital', '92233720368.54775808'],
    ['--capital 92233720368.54775808', 'range of i64', 'ends at 92233720368.54775807', '--storage i128'],
  ],
  [
    ['run', '--quantity', '1e40'],
    ['--quantity', 'range of i64', 'Give a smaller amount'],
  ],
  [
    ['run', '--commission', '1e31', '--storage', 'i128'],
    ['--commission', 'range of i128', 'Give a smaller amount'],
  ],
  [
    ['run', '--capital', '1,000'],
    ['--capital', "'1,000'", 'not a decimal number'],
  ],
  [
    ['run', '--capital', 'NaN'],
    ['--capital', "'NaN'", 'not a decimal number'],
  ],
  [
    ['run', '--quantity', '-1'],
    ['--quantity', "'-1'", 'above 0'],
  ],
  [
    ['run', '--quantity', '0.000000001'],
    ['--quantity', '8 fractional digits'],
  ],
  [
    ['run', '--slippage-bps', '-0.1'],
    ['--slippage-bps', "'-0.1'", 'from 0'],
  ],
  [
    ['run', '--slippage-bps', '10000'],
    ['--slippage-bps', "'10000'", 'below 10000'],
  ],
  [
    ['run', '--commission', ' '],
    ['--commission', 'empty'],
  ],
  [['run', '--data', 'bars.csv', '--scenario', 'daily'], ['--data and --scenario']],
  [['run', '--data', 'bars.csv'], ['--data needs --strategy']],
  [['run', '--strategy', 'sma:50,200'], ['--strategy needs --data']],
  [['run', '--warmup', '5'], ['--warmup needs --data']],
  [['run', '--round-inputs'], ['--round-inputs needs --data']],
  [
    ['run', '--data', 'bars.csv', '--strategy', 'macd:1,2'],
    ['--strategy', 'macd:1,2', 'sma:50,200'],
  ],
  [
    ['run', '--data', 'bars.csv', '--strategy', 'sma:200,50'],
    ['--strategy', 'sma:200,50', 'shorter'],
  ],
  [
    ['run', '--data', 'bars.csv', '--strategy', 'zscore:1,2'],
    ['--strategy', 'zscore:1,2', 'at least 2'],
  ],
  [
    ['run', '--data', 'bars.csv', '--strategy', 'momentum:10,-1'],
    ['--strategy', 'momentum:10,-1', 'negative'],
  ],
  [
    ['run', '--data', 'bars.csv', '--strategy', 'sma:1,2', '--warmup', '-1'],
    ['--warmup', "'-1'"],
  ],
  [['run', '--engine', 'float'], ['--engine needs --trace']],
  [['run', '--trace', 'trace.jsonl'], ['--trace needs one scenario or file']],
  [['run', '--scenario', 'all', '--trace', 'trace.jsonl'], ['--trace needs one scenario or file']],
  [
    ['run', '--scenario', 'daily', '--trace', 'trace.jsonl', '--engine', 'rust'],
    ['--engine', 'rust', 'native-float'],
  ],
  [
    ['run', '--scenario', 'daily', '--trace', 'missing/trace.jsonl'],
    ['missing', 'no such file or folder'],
  ],
  [
    ['run', '--scenario', 'daily', '--output-dir', 'occupied'],
    ['occupied', 'in the way'],
  ],
  [
    ['run', '--scenario', 'daily', '--output-dir', 'occupied/below'],
    ['occupied/below', 'a part of its path is a file', 'Name another place'],
  ],
  [
    ['run', '--scenario', 'daily', '--output-dir', 'x'.repeat(300)],
    ['the name is too long', 'Name a shorter one'],
  ],
  [
    ['run', '--scenario', 'daily', '--trace', '-'],
    ['--trace -', 'not to standard output', './-'],
  ],
  [
    ['run', '--data', '-', '--strategy', 'sma:1,2'],
    ['--data -', 'not from standard input', 'Save it to a file first', './-'],
  ],
  [
    ['run', '--data', 'missing.csv', '--strategy', 'sma:1,2'],
    ['missing.csv', 'Check the spelling'],
  ],
  [
    ['run', '--data', 'occupied/prices.csv', '--strategy', 'sma:1,2'],
    ['occupied/prices.csv', 'a part of its path is a file'],
  ],
  [
    ['run', '--data', `${'x'.repeat(300)}.csv`, '--strategy', 'sma:1,2'],
    ['the name is too long', 'Name a shorter one'],
  ],
  [
    ['run', '--data', '.', '--strategy', 'sma:1,2'],
    ['folder', 'Name a file in it'],
  ],
  [['report'], ["missing required argument 'report.json'"]],
  [
    ['report', 'missing.json'],
    ['missing.json', 'no such file or folder', 'Check the spelling'],
  ],
  [
    ['report', '.'],
    ['it is a folder', 'Name a file in it'],
  ],
  [
    ['report', 'occupied'],
    ['occupied', 'not JSON', 'Name a report.json'],
  ],
  [
    ['report', 'other.json'],
    ['other.json', 'JSON of another kind', 'Name a report.json'],
  ],
  [
    ['report', '-'],
    ['report -', 'not from standard input', './-'],
  ],
  [
    ['report', 'other.json', '--output', '-'],
    ['--output -', 'not to standard output', './-'],
  ],
  [['data'], ['export']],
  [['data', 'export'], ['--scenario']],
  [['data', 'export', '--scenario', 'daily'], ['--out']],
  [
    ['data', 'export', '--scenario', 'daily', '--out', '-'],
    ['--out -', 'not to standard output', './-'],
  ],
  [
    ['data', 'export', '--scenario', 'weekly', '--out', 'weekly.csv'],
    ['weekly', 'daily'],
  ],
  [
    ['data', 'export', '--scenario', 'daily', '--out', 'missing/daily.csv'],
    ['missing/daily.csv', 'no such file'],
  ],
];

if (existsSync('/proc/version')) {
  // A folder that is there, in which the system says that a new one "does not exist"; or it is read-only, or root's.
  cases.push([
    ['run', '--scenario', 'daily', '--output-dir', '/proc/reports'],
    ['error: Cannot write to the folder /proc/reports: '],
  ]);
}
if (statSync('/dev/null', { throwIfNoEntry: false })?.isCharacterDevice() === true) {
  cases.push([
    ['data', 'export', '--scenario', 'daily', '--out', '/dev/null'],
    ['/dev/null', 'not a regular file'],
  ]);
  cases.push([
    ['run', '--data', '/dev/null', '--strategy', 'sma:1,2'],
    ['/dev/null', 'not a regular file', 'Use a regular file instead'],
  ]);
  cases.push([
    ['report', '/dev/null'],
    ['/dev/null', 'it is a device, not a regular file'],
  ]);
}

describe('bad usage of the command line', () => {
  for (const [args, words] of cases) {
    it(`is refused with exit code 2 and one message: ${args.join(' ')}`, () =>
      inFolder(async (folder) => {
        await writeFile(path.join(folder, 'occupied'), 'not a report');
        await writeFile(path.join(folder, 'other.json'), '{"kind":"something else"}');
        const { code, stdout, stderr } = await runHosted(args, { cwd: folder });
        assert.equal(code, 2, stderr);
        assert.equal(stdout, '');
        for (const word of words) assert.ok(stderr.includes(word), `"${word}" is not in: ${stderr}`);
        assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
      }));
  }
});
