/** A browser for the suite that asks for it: started before its tests, and every page is checked after each of them. */
import { strict as assert } from 'node:assert';
import type { Browser } from 'playwright-core';
import { buildPanel, chromiumPath, PanelPage, sizeOf, startBrowser } from './panelPage';
import type { PanelFiles, PanelOptions } from './panelPage';

/**
 * To be called in the body of a suite, which is skipped if there is no Chromium.
 * @returns opens a panel; after each test it must have reported no error
 */
export function panelBrowser(): (options: PanelOptions) => Promise<PanelPage> {
  let browser: Browser | undefined;
  let files: PanelFiles;
  const opened: PanelPage[] = [];
  /** Pages of earlier tests, by their size. Starting a page's process takes longer than most tests. */
  const idle = new Map<string, PanelPage[]>();

  before(async function () {
    const executable = chromiumPath();
    if (executable === null) {
      console.log('    skipped: no Chromium at CHROMIUM_PATH or /usr/bin/chromium');
      this.skip();
    }
    files = await buildPanel();
    browser = await startBrowser(executable);
  });

  afterEach(() => {
    for (const panel of opened.splice(0)) {
      assert.deepEqual(panel.errors, [], 'the page reported errors');
      idle.set(panel.size, [...(idle.get(panel.size) ?? []), panel]);
    }
  });

  after(() => browser?.close());

  return async (options) => {
    if (browser === undefined) throw new Error('a panel is opened in a test, once the browser has started');
    const panel = idle.get(sizeOf(options))?.pop() ?? (await PanelPage.open(browser, options));
    opened.push(panel);
    await panel.load(files, options);
    return panel;
  };
}
