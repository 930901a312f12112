import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EngineError } from '../../../engine/platform/errors';
import { withTrap } from '../../../engine/lint/trap/conftest';
import { runTestsWithTrap, type TrapOutcome } from '../../../engine/lint/trap/runTests';

const ledger = `from decimal import Decimal


def peak(values):
    best = 0.0
    for value in values:
        best = max(best, value)
    return best


def add(cash):
    return cash + 0.5


def same(cash):
    return cash == Decimal("1")
`;

const tests = `import unittest
from decimal import Decimal

from ledger import add, peak, same


class LedgerTest(unittest.TestCase):
    def test_peak(self):
        self.assertEqual(peak([Decimal("1")]), Decimal("1"))

    def test_add(self):
        with self.subTest("add"):
            add(Decimal("1"))

    def test_same(self):
        self.assertTrue(same(Decimal("1")))
`;

function works(...command: readonly string[]): boolean {
  const [program = '', ...parameters] = command;
  return spawnSync(program, parameters, { stdio: 'ignore' }).status === 0;
}

const python = works('python3', '--version');
const pytest = python && works('python3', '-c', 'import pytest');

describe("a project's tests with the trap", () => {
  let folder: string;

  before(function () {
    if (!python) {
      console.log('      skipped: there is no python3 here');
      this.skip();
    }
  });

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'trap-test-')));
    mkdirSync(path.join(folder, 'sub'));
    writeFileSync(path.join(folder, 'ledger.py'), ledger);
    writeFileSync(path.join(folder, 'test_ledger.py'), tests);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(...command: readonly string[]): Promise<TrapOutcome> {
    return runTestsWithTrap({
      command,
      folder,
      onOutput: () => undefined,
      signal: new AbortController().signal,
    });
  }

  function assertBothPlaces({ exitCode, raises }: TrapOutcome): void {
    assert.notEqual(exitCode, 0);
    assert.deepEqual(
      raises.map((raise) => [path.relative(folder, raise.path), raise.line]),
      [
        ['ledger.py', 7],
        ['ledger.py', 12],
      ],
    );
    assert.equal(raises[0]?.message, 'FloatOperation');
    assert.match(raises[1]?.message ?? '', /Decimal.*float/);
  }

  it('pass without it when the float only leaks, so the trap shows something', () => {
    execFileSync('python3', ['-m', 'unittest', 'test_ledger.LedgerTest.test_peak'], {
      cwd: folder,
      stdio: 'ignore',
    });
  });

  it('report with unittest where a float met a decimal', async () => {
    assertBothPlaces(await run('python3', '-m', 'unittest'));
  });

  it('report with pytest where a float met a decimal', async function () {
    if (!pytest) {
      console.log('      skipped: pytest is not installed for python3');
      this.skip();
    }
    assertBothPlaces(await run('python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider'));
  });

  it('tell of a module that cannot even be imported', async () => {
    writeFileSync(path.join(folder, 'rates.py'), 'from decimal import Decimal\n\nRATE = Decimal(0.1)\n');
    writeFileSync(path.join(folder, 'test_rates.py'), 'import rates\n');
    const commands = [['python3', '-m', 'unittest', 'discover', '-p', 'test_rates.py']];
    if (pytest) commands.push(['python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'test_rates.py']);
    for (const command of commands) {
      const { raises } = await run(...command);
      assert.deepEqual(
        raises.map((raise) => [path.basename(raise.path), raise.line]),
        [['rates.py', 3]],
      );
    }
  });

  it('report nothing when decimals only meet decimals', async () => {
    const { exitCode, raises } = await run('python3', '-m', 'unittest', 'test_ledger.LedgerTest.test_same');
    assert.equal(exitCode, 0);
    assert.deepEqual(raises, []);
  });

  it('raise with the fixture of conftest.py alone', function () {
    if (!pytest) {
      console.log('      skipped: pytest is not installed for python3');
      this.skip();
    }
    writeFileSync(path.join(folder, 'conftest.py'), withTrap(null) ?? '');
    const { status, stdout } = spawnSync(
      'python3',
      ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-k', 'peak'],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.equal(status, 1);
    assert.match(stdout, /FloatOperation/);
  });

  it('that are no Python are reported as such', async () => {
    await assert.rejects(run(process.execPath, '-e', ''), (error) => {
      assert.ok(error instanceof EngineError);
      assert.match(error.message, /no Python loaded the trap/);
      return true;
    });
  });

  it('that cannot be started say which setting to change', async () => {
    await assert.rejects(run('no-such-program-here'), (error) => {
      assert.ok(error instanceof EngineError);
      assert.match(error.remedy ?? '', /testCommand/);
      return true;
    });
  });

  it('end when they are cancelled, with everything that they started', async () => {
    writeFileSync(
      path.join(folder, 'test_long.py'),
      'import subprocess, sys\nsubprocess.run([sys.executable, "-c", "import time; print(\'up\', flush=True); time.sleep(600)"])\n',
    );
    const controller = new AbortController();
    const running = runTestsWithTrap({
      command: ['python3', 'test_long.py'],
      folder,
      onOutput: (text) => {
        if (text.includes('up')) controller.abort();
      },
      signal: controller.signal,
    });
    await assert.rejects(running, (error) => error instanceof EngineError && error.code === 'cancelled');
  });
});
