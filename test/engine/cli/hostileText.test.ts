import { strict as assert } from 'node:assert';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, root, runHosted } from './commandLine';

const escape = '\u001b[31m\u009b2J\u202e\u200b';
/** A name that turns colours on, and begins lines of its own that look like the program's or a workflow's. */
const hostile = `x${escape}\nerror: forged\n::error::forged\r##[error]forged`;
/** The same without line breaks, for what cannot have any. */
const hostileLine = `x${escape}##[error]forged`;

const published = path.join(root, 'docs/performance/report.json');

interface Case {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const python = 'from decimal import Decimal\n\n\ndef tax(price: Decimal):\n    return price * 1.19\n';
const bars = (symbol: string, high: string) =>
  `time,symbol,open,high,low,close,volume\n2024-01-02T00:00:00Z,${symbol},1,${high},1,1,1000\n`;

const cases: readonly Case[] = [
  { name: 'an unknown command', args: [hostile] },
  { name: 'an unknown option', args: ['run', `--${hostile}`] },
  { name: 'a value of an option', args: ['run', '--scenario', hostile] },
  { name: 'a number', args: ['run', '--launches', hostile] },
  { name: 'a strategy', args: ['run', '--data', 'a.csv', '--strategy', hostile] },
  { name: 'data that is missing', args: ['run', '--data', `${hostile}.csv`, '--strategy', 'sma:1,2'] },
  {
    name: 'a cell of data',
    files: { 'a.csv': bars(hostileLine, hostileLine) },
    args: ['run', '--data', 'a.csv', '--strategy', 'sma:1,2'],
  },
  {
    name: 'the name of data in warnings',
    files: { [`${hostile}.csv`]: bars(hostileLine, '0.5') },
    args: [
      ...['run', '--data', `${hostile}.csv`, '--strategy', 'sma:1,2', '--launches', '1', '--runs', '1'],
      ...['--engines', 'float,decimal.js'],
    ],
  },
  {
    name: 'a folder for output',
    args: ['data', 'export', '--scenario', 'daily', '--out', `${hostile}/a.csv`],
  },
  { name: 'a report that is missing', args: ['report', hostile] },
  { name: 'a part that is missing', args: ['merge', hostile] },
  { name: 'a folder of reports', args: ['trend', hostile] },
  { name: 'a damaged report', files: { [`${hostile}.json`]: '{}' }, args: ['trend', `${hostile}.json`] },
  { name: 'a baseline that is missing', args: ['baseline', 'show', '--file', hostile] },
  {
    name: 'an unknown key of a baseline',
    files: { 'b.json': JSON.stringify({ kind: 'decimal-benchmark-baseline', [hostile]: 1 }) },
    args: ['baseline', 'show', '--file', 'b.json'],
  },
  { name: 'a revision', args: ['compare', '--against', hostile] },
  { name: 'a list of samples', args: ['compare-samples', '--a', `1,${hostile}`, '--b', '1,2'] },
  { name: 'a summary', args: ['compare-samples', '--a-summary', `n=3,${hostile}=1`, '--b', '1,2'] },
  {
    name: 'columns of a CSV file',
    files: { 'c.csv': `${hostileLine},seconds\n1,2\n2,3\n` },
    args: ['compare-samples', '--a', 'c.csv:none', '--b', '1,2'],
  },
  {
    name: 'a column that is compared',
    files: { 'c.csv': `"${hostile.replaceAll('\r', '')}"\n1\n2\n3\n` },
    args: ['compare-samples', '--a', 'c.csv', '--b', '1,2,3'],
  },
  {
    name: 'benchmarks of a JSON file',
    files: { 'c.json': JSON.stringify({ [hostile]: [1, 2, 3] }) },
    args: ['compare-samples', '--a', 'c.json:none', '--b', '1,2'],
  },
  { name: 'a path to lint', args: ['lint', `${hostile}.py`] },
  { name: 'names of linted files', files: { [`${hostile}.py`]: python }, args: ['lint', '--no-cache'] },
  {
    name: 'names of linted files in a workflow',
    files: { [`${hostile}.py`]: python },
    args: ['lint', '--no-cache', '--format', 'github'],
  },
  {
    name: 'names of fixed files',
    files: { [`${hostile}.py`]: python },
    args: ['lint', '--no-cache', '--fix'],
  },
  {
    name: 'source that cannot be parsed',
    files: { 'a.py': `${python}x = = ${hostileLine}\n`, 'b.ts': `const x = = '${hostileLine}';\n` },
    args: ['lint', '--no-cache'],
  },
  {
    name: 'source in findings',
    files: { 'a.py': `${python}y = max(0.0, {"""${hostile}""": Decimal(1)}["""${hostile}"""])\n` },
    args: ['lint', '--no-cache'],
  },
  ...[
    { [hostile]: 1 },
    { exclude: [1, hostile], select: [hostile] },
    { ignore: hostile },
    { perFileIgnores: { [hostile]: [hostile] } },
  ].map((settings, index): Case => ({
    name: `settings ${index}`,
    files: { 'decimal-benchmark.json': JSON.stringify(settings), 'a.py': python },
    args: ['lint', '--no-cache'],
  })),
  {
    name: 'settings of pyproject.toml',
    files: {
      'pyproject.toml': `[tool.decimal-benchmark]\n${JSON.stringify(hostile).replace('\\u009b', 'y')} = 1\n`,
      'a.py': python,
    },
    args: ['lint', '--no-cache'],
  },
  {
    name: 'a damaged pyproject.toml',
    files: { 'pyproject.toml': `[tool.decimal-benchmark]\nx = ${hostileLine}\n`, 'a.py': python },
    args: ['lint', '--no-cache'],
  },
];

describe('hostile text from files and arguments', function () {
  // Names with line breaks are of POSIX alone.
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  for (const { name, files = {}, args, env = {} } of cases) {
    it(`commands no terminal and forges no line: ${name}`, () =>
      inFolder(async (folder) => {
        for (const [file, text] of Object.entries(files)) {
          const target = path.join(folder, file);
          await mkdir(path.dirname(target), { recursive: true });
          await writeFile(target, text);
        }
        const { stdout, stderr, code } = await runHosted(args, {
          cwd: folder,
          env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', ...env },
        });
        assert.ok(code === 0 || code === 1 || code === 2, `${code}: ${stderr}`);
        requireHarmless(stdout, args.includes('github'));
        requireHarmless(stderr, false);
      }));
  }

  for (const format of ['json', 'sarif']) {
    it(`stays as it is in lint --format ${format}, which is JSON of printable characters`, () =>
      inFolder(async (folder) => {
        await writeFile(path.join(folder, `${hostile}.py`), python);
        const { stdout } = await runHosted(['lint', '--no-cache', '--format', format], { cwd: folder });
        requireHarmless(stdout, false);
        const found: unknown = JSON.parse(stdout);
        const expected = format === 'json' ? hostile : encodeURIComponent(hostile);
        assert.ok(JSON.stringify(found).includes(JSON.stringify(expected).slice(1, -1)));
      }));
  }

  it('commands no terminal from any field of a damaged report', () =>
    inFolder(async (folder) => {
      await cp(published, path.join(folder, 'report.json'));
      const text = await readFile(published, 'utf8');
      const tampered = [
        text.replace('"kind"', `${JSON.stringify(hostile)}: 1, "kind"`),
        text.replace(/"word": "[^"]*"/, `"word": ${JSON.stringify(hostile)}`),
        text.replace(/"headline": "[^"]*"/, `"headline": ${JSON.stringify(hostile)}`),
        text.replace(/"engine": "native"/, `"engine": ${JSON.stringify(hostile)}`),
        text.replace(/"cpu": "[^"]*"/g, `"cpu": ${JSON.stringify(hostile)}`),
      ];
      for (const [index, each] of tampered.entries()) {
        assert.notEqual(each, text);
        const file = `${index}.json`;
        await writeFile(path.join(folder, file), each);
        for (const args of [
          ['report', file],
          ['trend', file],
          ['merge', file],
          ['compare-samples', '--a', file, '--b', '1,2'],
        ]) {
          const { stdout, stderr } = await runHosted(args, { cwd: folder });
          requireHarmless(stdout, false);
          requireHarmless(stderr, false);
        }
      }
    }));
});

/** @param isWorkflow - lines are commands of a GitHub workflow, as the program itself made them */
function requireHarmless(text: string, isWorkflow: boolean): void {
  assert.doesNotMatch(text, /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
  assert.doesNotMatch(text, /##\[error/);
  assert.doesNotMatch(text, /^\s*error: forged/m);
  if (!isWorkflow) assert.doesNotMatch(text, /^\s*::/m);
  else assert.doesNotMatch(text, /^::error::|^(?!::(?:error|warning|notice) file=)./m);
}
