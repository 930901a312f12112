/** What the system tells of the machine, said before the first sample and kept in the report. */
import { strict as assert } from 'node:assert';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readReport } from '../../../engine/benchmark/report/read';
import { inFolder, quickRun, root, start } from './commandLine';

/** Put before the programs: a machine as a test wants it, in the place of what the system tells. */
const madeMachine = `{
  const fs = require('node:fs');
  const folder = process.env.MADE_MACHINE;
  for (const name of ['readFileSync', 'readdirSync']) {
    const real = fs[name];
    const place = (file) =>
      typeof file === 'string' ? file.replace(/^\\/sys\\/(?:devices\\/system|class)/, folder) : file;
    fs[name] = (file, ...rest) => real(place(file), ...rest);
  }
  const load = Number(process.env.MADE_LOAD);
  require('node:os').loadavg = () => [load, load, load];
}
`;

/** The programs of a run, on a machine that can be made. @returns the command line's */
async function programsIn(folder: string): Promise<string> {
  const engines = path.join(folder, 'dist/engine');
  await mkdir(engines, { recursive: true });
  for (const name of ['cli.cjs', 'coordinator.cjs', 'worker.cjs', 'watchdog.cjs']) {
    await cp(path.join(root, 'dist/engine', name), path.join(engines, name));
  }
  await cp(path.join(root, 'dist/native'), path.join(folder, 'dist/native'), { recursive: true });
  for (const name of ['cli.cjs', 'coordinator.cjs']) {
    const file = path.join(engines, name);
    const [, shebang = '', program = ''] = /^(#!.*\n)?([^]*)$/.exec(await readFile(file, 'utf8')) ?? [];
    await writeFile(file, shebang + madeMachine + program);
  }
  return path.join(engines, 'cli.cjs');
}

const tired: Readonly<Record<string, string>> = {
  'cpu/cpu0/cpufreq/scaling_governor': 'powersave',
  'cpu/cpu0/cpufreq/scaling_max_freq': '1200000',
  'cpu/cpu0/cpufreq/cpuinfo_max_freq': '4000000',
  'cpu/cpu0/thermal_throttle/core_throttle_count': '3',
  'power_supply/BAT0/type': 'Battery',
  'power_supply/BAT0/status': 'Discharging',
  'power_supply/AC/type': 'Mains',
  'power_supply/AC/online': '0',
};

const calm: Readonly<Record<string, string>> = {
  ...tired,
  'cpu/cpu0/cpufreq/scaling_governor': 'performance',
  'cpu/cpu0/cpufreq/scaling_max_freq': '4000000',
  'power_supply/AC/online': '1',
};

const notices = [
  /The machine was busy before the run \(load 321\.0 on \d+ cores?\)/,
  /The machine runs on its battery/,
  /The processor is set to save power \(governor powersave\)/,
  /The processor is limited to 30 % of its highest frequency/,
];

/** Runs a command on a machine of these files, where a tired one becomes too hot once it is being measured. */
async function commandOn(
  folder: string,
  files: Readonly<Record<string, string>>,
  load: number,
  args: readonly string[],
) {
  const machine = path.join(folder, 'machine');
  const place = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(machine, name)), { recursive: true });
    await writeFile(path.join(machine, name), `${text}\n`);
  };
  for (const [name, text] of Object.entries(files)) await place(name, text);
  const started = start(args, {
    cwd: folder,
    program: await programsIn(folder),
    env: { MADE_MACHINE: machine, MADE_LOAD: String(load), GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
  });
  await started.heard('starting engines');
  if (files === tired) await place('cpu/cpu0/thermal_throttle/core_throttle_count', '4');
  const ended = await started.ended;
  assert.equal(ended.code, 0, ended.stderr);
  return ended;
}

async function runOn(folder: string, files: Readonly<Record<string, string>>, load: number) {
  const ended = await commandOn(folder, files, load, ['run', '--scenario', 'daily', ...quickRun]);
  const report = await readReport(path.join(folder, 'reports/latest/report.json'));
  const markdown = await readFile(path.join(folder, 'reports/latest/report.md'), 'utf8');
  return { ...ended, report, markdown };
}

describe('a machine that is busy, on its battery, or held back', function () {
  this.timeout(240_000);

  before(function () {
    // There is no load there, and nothing of the rest is read.
    if (process.platform === 'win32') this.skip();
  });

  it('is reported before the run and in the report, and its heat afterwards', () =>
    inFolder(async (folder) => {
      const { stderr, report, markdown } = await runOn(folder, tired, 321);
      const beforeMeasuring = stderr.slice(0, stderr.indexOf('measuring'));
      for (const notice of notices) {
        assert.match(beforeMeasuring, notice);
        assert.match(report.warnings.join('\n'), notice);
        assert.match(markdown, notice);
      }
      assert.match(stderr, /The processor became too hot/);
      assert.match(report.warnings.join('\n'), /The processor became too hot/);
    }));

  it('is reported once by a gate, however often that measures, and in its summary', () =>
    inFolder(async (folder) => {
      const small = ['--launches', '2', '--runs', '2'];
      const few = ['--scenario', 'daily', '--engines', 'float,native-float', ...small];
      await commandOn(folder, calm, 0, ['baseline', 'create', ...few]);
      // So narrow a threshold is in the interval of any machine, and launches are added.
      const check = ['baseline', 'check', '--warn', '0.1', '--fail', '1000', '--max-launches', '4', ...small];
      const { stderr } = await commandOn(folder, tired, 321, [...check, '--markdown', 'summary.md']);
      const summary = await readFile(path.join(folder, 'summary.md'), 'utf8');
      for (const notice of notices) {
        assert.equal(stderr.match(new RegExp(notice, 'g'))?.length, 1, String(notice));
        assert.match(summary, notice);
      }
      assert.match(summary, /The processor became too hot/);
    }));

  it('is not reported when it is at rest', () =>
    inFolder(async (folder) => {
      const { stderr, report } = await runOn(folder, calm, 0);
      for (const notice of [...notices, /too hot/]) {
        assert.doesNotMatch(stderr, notice);
        assert.doesNotMatch(report.warnings.join('\n'), notice);
      }
    }));
});
