// @ts-check
// `npm run editor`: an editor with this checkout's extension and the example workspace. An installed VS Code where
// there is one (`code` on the path), else the browser workbench of the editor tests, whose address is printed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { prepare } from './build.mjs';
import { main, root, runOrThrow, ScriptError } from './lib/checkout.mjs';

const workspace = path.join(root, 'docs/example-workspace');

await main(() => {
  prepare();
  if (hasCode()) {
    const line = ['--new-window', `--extensionDevelopmentPath=${root}`, workspace];
    const { status } = spawnSync('code', line, { stdio: 'inherit', shell: process.platform === 'win32' });
    if (status !== 0) throw new ScriptError('VS Code did not start.', status ?? 1);
  } else {
    runOrThrow(process.execPath, ['--import', 'tsx', 'test/editor/open.ts', workspace]);
  }
});

function hasCode() {
  const { status } = spawnSync('code', ['--version'], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  return status === 0;
}
