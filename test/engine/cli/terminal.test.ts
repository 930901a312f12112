import { strict as assert } from 'node:assert';
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { inFolder, lastLine, program, quickRun } from './commandLine';

/** What Node looks at to tell whether a terminal shows colours: a CI job sets some of it. */
const decidesColour = ['CI', 'FORCE_COLOR', 'NODE_DISABLE_COLORS', 'NO_COLOR', 'TMUX'];
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !decidesColour.includes(name)),
);

/**
 * Runs the command line on a terminal of its own, and gives all that the terminal was sent.
 * @param setting - of the terminal, for `stty`
 */
async function onTerminal(folder: string, env: NodeJS.ProcessEnv, setting = 'sane'): Promise<string> {
  const command = [process.execPath, program, 'run', '--scenario', 'daily', ...quickRun];
  const quoted = command.map((part) => `'${part}'`).join(' ');
  // `script` of util-linux runs a command on a new terminal; a bad exit code of it is thrown here.
  const { stdout } = await promisify(execFile)(
    'script',
    ['-qec', `stty ${setting}; ${quoted}`, '/dev/null'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...environment, TERM: 'xterm-256color', ...env },
    },
  );
  return stdout;
}

const colour = /\u001b\[(1|3\d)m/;

describe('a terminal', () => {
  before(function () {
    const { status } = spawnSync('script', ['-qec', 'true', '/dev/null']);
    if (process.platform !== 'linux' || status !== 0) {
      console.log('    skipped: `script` of util-linux, which makes a terminal, is not here');
      this.skip();
    }
  });

  it('shows a bar while it measures, colours, and the verdict last', () =>
    inFolder(async (folder) => {
      const text = await onTerminal(folder, {});
      assert.match(text, /[█░]{20} \d+ % daily: /);
      assert.match(text, colour);
      assert.match(lastLine(text), /Report: /);
      const [hidden, shown] = ['\u001b[?25l', '\u001b[?25h'].map((sequence) => text.lastIndexOf(sequence));
      assert.ok(
        hidden !== undefined && shown !== undefined && hidden >= 0 && shown > hidden,
        'the cursor is back',
      );
    }));

  it('shows no colour with NO_COLOR, and is taken for 80 columns wide if it does not know its width', () =>
    inFolder(async (folder) => {
      const text = await onTerminal(folder, { NO_COLOR: '1' }, 'cols 0');
      assert.doesNotMatch(text, colour);
      assert.match(text, /^overhead .* %.*Target < 100/m);
      const help = await promisify(execFile)('script', [
        '-qec',
        `stty cols 0; '${process.execPath}' '${program}'`,
        '/dev/null',
      ]);
      assert.match(help.stdout, /compare exact decimals with floats, on/);
    }));
});
