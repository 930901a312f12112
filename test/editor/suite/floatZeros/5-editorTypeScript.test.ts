import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { descendants } from '../../support/processes';
import { until } from '../../support/until';
import {
  apply,
  closeAll,
  command,
  fileUri,
  fixesAt,
  floatZeroSetting,
  replaceText,
  show,
  untilFound,
} from '../desk';
import { product } from '../product';

const name = 'src/orders.ts';

/** What the language status says of the active file. */
async function detail(): Promise<string> {
  return (await product()).floatZeros.statusItem.detail ?? '';
}

function untilFromEditor(): Promise<unknown> {
  return until("the findings come from the editor's TypeScript", async () =>
    (await detail()).includes('TypeScript 5.9'),
  );
}

function untilFromServer(): Promise<unknown> {
  return until(
    'the findings come from the own program',
    async () => !(await detail()).includes('TypeScript'),
  );
}

/** The processes of the editor's TypeScript: one for syntax, one for types. */
function tsServers(): number[] {
  return descendants(process.pid)
    .filter(({ command }) => command.includes('tsserver.js'))
    .map(({ pid }) => pid);
}

describe("float zeros by the editor's own TypeScript", () => {
  let original: string;

  before(async () => {
    original = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(name)));
  });

  afterEach(async () => {
    await floatZeroSetting('useEditorProgram', undefined);
    await closeAll();
    await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(original));
  });

  it('are found in the program that it has anyway, and the language status reports it', async () => {
    const { document } = await show(name);
    await untilFound(document.uri, 'DB105');
    await untilFromEditor();
  });

  it('come and go while people type', async () => {
    const { document } = await show(name);
    await untilFound(document.uri, 'DB105');
    await replaceText(document, original.replace('a > b', 'a.gt(b)'));
    await untilFound(document.uri);
    await replaceText(document, original.replace('a > b', 'a > b && a === b'));
    await untilFound(document.uri, 'DB105', 'DB106');
    await untilFromEditor();
  });

  it('are mended by their fixes', async () => {
    const { document } = await show(name);
    const [finding] = await untilFound(document.uri, 'DB105');
    assert.ok(finding);
    await untilFromEditor();
    const fixes = await fixesAt(document.uri, finding);
    await apply(fixes.find(({ isPreferred }) => isPreferred === true));
    assert.match(document.getText(), /a\.(gt|greaterThan)\(b\)/);
    await untilFound(document.uri);
  });

  it('are found while it is gone, and by it again once the editor has started it anew', async () => {
    const { document } = await show(name);
    await untilFound(document.uri, 'DB105');
    await untilFromEditor();
    for (const pid of tsServers()) process.kill(pid, 'SIGKILL');
    await untilFromServer();
    await replaceText(document, original.replace('a > b', 'a > b && a === b'));
    await untilFound(document.uri, 'DB105', 'DB106');
    let looks = 0;
    await until("the editor's TypeScript is asked again", async () => {
      // As a person types who pauses now and then: a server that starts never catches up with edits without an end.
      if (looks++ % 40 === 0) await replaceText(document, `${original}// ${looks}\n`);
      return (await detail()).includes('TypeScript 5.9');
    });
    await untilFound(document.uri, 'DB105');
  });

  it('are found by it again after the server for float zeros was started anew', async () => {
    const { document } = await show(name);
    await untilFound(document.uri, 'DB105');
    await command('restartFloatZeroServer');
    await untilFound(document.uri, 'DB105');
    await untilFromEditor();
  });

  it('are found by the own program when the setting requires it', async () => {
    const { document } = await show(name);
    await untilFound(document.uri, 'DB105');
    await untilFromEditor();
    await floatZeroSetting('useEditorProgram', false);
    await replaceText(document, original.replace('a > b', 'a > b && a === b'));
    await untilFound(document.uri, 'DB105', 'DB106');
    await untilFromServer();
  });
});
