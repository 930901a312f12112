import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const switches = [
  '--no-sandbox', // Chromium refuses to run as root with it, and the pages are our own.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Opens a headless Chromium whose profile is kept in the folder. It ends with this process. */
export function openBrowser(
  executable: string,
  folder: string,
  viewport = { width: 1280, height: 800 },
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(path.join(folder, 'chromium'), {
    executablePath: executable,
    headless: true,
    viewport,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: switches,
  });
}
