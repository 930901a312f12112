/** Opens a folder in the browser workbench, with the packaged extension installed, until it is interrupted. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makePackage } from '../../scripts/lib/vsix.mjs';
import { runCommand } from './workbench/command';
import { installWorkbench, workbenchProblem } from './workbench/install';
import { pageAddress } from './workbench/page';
import { serverCommand, WorkbenchServer } from './workbench/server';

void main();

async function main(): Promise<void> {
  const problem = workbenchProblem();
  if (problem !== null) {
    console.error(`There is no \`code\` on the path, and ${problem}. Install VS Code and try again.`);
    process.exitCode = 1;
    return;
  }
  const workbench = await installWorkbench((text) => console.log(text));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbo-'));
  try {
    const extensionsFolder = path.join(folder, 'extensions');
    const vsix = await makePackage(folder);
    const line = serverCommand(workbench, folder, extensionsFolder);
    await runCommand(workbench.node, [...line, '--install-extension', vsix]);
    const server = await WorkbenchServer.start(workbench, {
      folder,
      extensionsFolder,
      settings: {},
      testDriver: false,
      workspaceTrust: false,
      env: process.env,
    });
    console.log(
      `\nThe editor is at ${pageAddress(server.host, { opened: path.resolve(process.argv[2] ?? '.') })}`,
    );
    console.log('Press Ctrl+C to end it.');
    await Promise.race([interrupted(), server.ended]);
    await server.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
