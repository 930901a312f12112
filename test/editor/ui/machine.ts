/** A machine as a user has it: an editor, and the packaged extension installed from its VSIX. No checkout is in reach. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../workbench/command';
import { chromiumPath } from '../workbench/chromium';
import { installWorkbench, type Workbench } from '../workbench/install';
import { serverCommand } from '../workbench/server';
import { makePackage } from '../../../scripts/lib/vsix.mjs';

export interface Machine {
  readonly workbench: Workbench;
  readonly chromium: string;
  readonly extensionsFolder: string;
  /** Where profiles are made. */
  readonly folder: string;
}

let prepared: Machine | undefined;

/** Packages and installs the extension. Called once, before the tests are loaded. */
export async function prepareMachine(folder: string, announce: (text: string) => void): Promise<void> {
  const workbench = await installWorkbench(announce);
  const chromium = await chromiumPath(announce);
  const extensionsFolder = path.join(folder, 'extensions');
  mkdirSync(extensionsFolder, { recursive: true });
  const vsix = await makePackage(folder);
  const line = serverCommand(workbench, folder, extensionsFolder);
  await runCommand(workbench.node, [...line, '--install-extension', vsix]);
  prepared = { workbench, chromium, extensionsFolder, folder };
}

export function machine(): Machine {
  if (prepared === undefined) throw new Error('the machine is not prepared');
  return prepared;
}

/** A folder for the files of a user who has not run the editor before. */
export function newProfile(): string {
  return mkdtempSync(path.join(machine().folder, 'u-'));
}
