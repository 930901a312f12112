import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Editor } from './serverProcess';
import { fees } from './sources';

const names = [
  'pyproject.toml',
  'decimal-benchmark.json',
  '.gitignore',
  '.decimal-benchmark-lint-baseline.json',
  'tsconfig.json',
] as const;

describe('a language server over hostile files', function () {
  this.timeout(120_000);
  let editor: Editor;

  afterEach(() => editor.stop());

  describe('on a Unix system', () => {
    before(function () {
      if (process.platform === 'win32') this.skip();
    });

    for (const [what, make] of [
      ['a link to /dev/zero', (file: string) => symlinkSync('/dev/zero', file)],
      ['a FIFO', (file: string) => void execFileSync('mkfifo', [file])],
    ] as const) {
      it(`answers if every file of settings is ${what}, also after a change`, async () => {
        editor = await Editor.start({ 'sound.py': fees });
        for (const name of names) {
          const file = path.join(editor.folder, name);
          rmSync(file, { force: true });
          make(file);
        }
        await editor.open('sound.py', fees);
        assert.equal((await editor.diagnostics('sound.py')).length, 3);
        await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: names.map((name) => ({ uri: editor.uri(name), type: 2 })),
        });
        assert.equal((await editor.diagnostics('sound.py')).length, 3);
      });
    }
  });

  it('shows nothing of the text on the disk for an open document that is too large', async () => {
    editor = await Editor.start({ 'large.py': fees, 'sound.py': fees });
    await editor.open('large.py', '# a comment\n'.repeat(200_000));
    await editor.open('sound.py', fees);
    assert.equal((await editor.diagnostics('sound.py')).length, 3);
    assert.deepEqual(await editor.diagnostics('large.py'), []);
    await editor.connection.sendRequest('decimalBenchmark/scan', {});
    assert.deepEqual(await editor.diagnostics('large.py'), []);
    await editor.change('large.py', fees);
    assert.equal((await editor.diagnostics('large.py')).length, 3);
  });
});
