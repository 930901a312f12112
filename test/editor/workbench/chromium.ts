/** Finds Chromium, or installs it if that can be done without asking: by apt, as root, on Debian. */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @throws Error that says how to install it, where that is left to the user */
export async function chromiumPath(announce: (text: string) => void): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  const command = 'apt-get install -y --no-install-recommends chromium';
  const isDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  if (!isDebian || process.getuid?.() !== 0) {
    const how = isDebian ? `sudo ${command}` : 'your package manager, or set CHROMIUM_PATH';
    throw new Error(`the editor tests need Chromium. Install it with: ${how}`);
  }
  announce(`installing Chromium with: ${command} (about 410 MB on disk)`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env });
  await runCommand('apt-get', command.split(' ').slice(1), { env });
  const installed = findChromium();
  if (installed === undefined) throw new Error('apt-get installed Chromium, but it is not on PATH');
  return installed;
}

function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
