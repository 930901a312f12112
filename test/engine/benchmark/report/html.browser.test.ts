/** The HTML report in a real browser, in both schemes. */
import AxeBuilder from '@axe-core/playwright';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chartsOf } from '../../../../engine/benchmark/report/charts';
import { htmlReport } from '../../../../engine/benchmark/report/html';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import { chromiumPath, startBrowser } from '../../../webview/harness/panelPage';
import { madeReport, madeScenario } from './madeReport';

const backgrounds = { light: 'rgb(255, 255, 255)', dark: 'rgb(13, 17, 23)' } as const;

describe('the HTML report in a browser', () => {
  let browser: Browser | undefined;
  let folder: string;
  let address: string;

  before(async function () {
    const executable = chromiumPath();
    if (executable === null) {
      console.log('    skipped: no Chromium at CHROMIUM_PATH or /usr/bin/chromium');
      this.skip();
    }
    const scenario = madeScenario();
    const second = { ...scenario, head: { ...scenario.head, key: 'hourly', title: 'Hourly' } };
    const report = {
      ...madeReport([scenario, second]),
      quickLook: true,
      warnings: ['The machine was busy.'],
    };
    folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-test-'));
    const file = path.join(folder, 'report.html');
    writeFileSync(file, htmlReport(report, markdownReport(report), chartsOf(report)));
    address = pathToFileURL(file).href;
    browser = await startBrowser(executable);
  });

  after(async () => {
    if (browser === undefined) return;
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is shown in ${colorScheme} colours, loads nothing else, and axe finds nothing`, async () => {
      const { page, close } = await opened({ colorScheme });
      const requests: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => errors.push(message.text()));
      await page.goto(address);
      assert.deepEqual([requests, errors], [[address], []]);
      assert.equal(await background(page, 'body', 'backgroundColor'), backgrounds[colorScheme]);
      assert.equal(await background(page, 'svg .paper', 'fill'), backgrounds[colorScheme]);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        [],
      );
      await close();
    });
  }

  it('is printed in light colours when the screen is dark', async () => {
    const { page, close } = await opened({ colorScheme: 'dark' });
    await page.goto(address);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await background(page, 'body', 'backgroundColor'), backgrounds.light);
    assert.equal(await background(page, 'svg .paper', 'fill'), backgrounds.light);
    await close();
  });

  it('fits a narrow window: wide tables scroll by themselves', async () => {
    const { page, close } = await opened({ viewport: { width: 360, height: 640 } });
    await page.goto(address);
    const [wide, shown] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    assert.ok(wide <= shown, `${wide} px in ${shown} px`);
    await close();
  });

  async function opened(options: Parameters<Browser['newContext']>[0]): Promise<{
    page: Page;
    close: () => Promise<void>;
  }> {
    assert.ok(browser);
    const context = await browser.newContext(options);
    return { page: await context.newPage(), close: () => context.close() };
  }
});

async function background(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`,
  );
}
