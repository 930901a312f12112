/** Opens the real panel in a browser, under the page and the policy that the extension gives it. */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { FromPanel } from '../../../engine/protocol/panel';
import type { EditorTheme } from './themes';

const root = path.join(__dirname, '..', '..', '..');
const address = 'http://127.0.0.1/panel/';
const nonce = 'bm9uY2Utb2YtdGhlLXRlc3Q=';

/** Null if there is no Chromium on this machine. */
export function chromiumPath(): string | null {
  const candidate = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  return existsSync(candidate) ? candidate : null;
}

export async function startBrowser(executablePath: string): Promise<Browser> {
  const flags =
    '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
    '--disable-component-update --disable-sync --disable-dev-shm-usage';
  return chromium.launch({ executablePath, args: flags.split(' ') });
}

export interface PanelFiles {
  readonly byName: ReadonlyMap<string, Buffer>;
}

/** The panel's bundle, built from the sources as they are now. */
export async function buildPanel(): Promise<PanelFiles> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['webview/panel.ts', 'webview/panel.css'],
    bundle: true,
    write: false,
    outdir: 'out',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    loader: { '.ttf': 'file' },
  });
  return {
    byName: new Map(outputFiles.map((file) => [path.basename(file.path), Buffer.from(file.contents)])),
  };
}

export interface PageSize {
  readonly width?: number;
  readonly height?: number;
  readonly zoom?: number;
}

export interface PanelOptions extends PageSize {
  readonly theme: EditorTheme;
  /** What the editor kept of an earlier page. */
  readonly state?: unknown;
}

const usualSize = { width: 1280, height: 800, zoom: 1 };

/** Equal for pages of one size. */
export function sizeOf(pageSize: PageSize): string {
  const { width, height, zoom } = { ...usualSize, ...pageSize };
  return `${width} × ${height} × ${zoom}`;
}

/** One page with the panel in it, in place of the editor's webview. */
export class PanelPage {
  readonly page: Page;
  /** Errors of the page, and what its policy refused. */
  readonly errors: string[] = [];

  private constructor(
    page: Page,
    readonly size: string,
  ) {
    this.page = page;
  }

  /** Opens a page of that size. It shows nothing until {@link load}. */
  static async open(browser: Browser, pageSize: PageSize): Promise<PanelPage> {
    const { width, height, zoom } = { ...usualSize, ...pageSize };
    const browserContext = await browser.newContext({
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
    });
    const page = await browserContext.newPage();
    const panel = new PanelPage(page, sizeOf(pageSize));
    page.on('pageerror', (error) => panel.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') panel.errors.push(message.text());
    });
    return panel;
  }

  /** Loads the panel anew: nothing is left of what the page has shown before. */
  async load(files: PanelFiles, { theme, state }: Pick<PanelOptions, 'theme' | 'state'>): Promise<void> {
    const { page } = this;
    // The pointer stays where the last test left it, and would hover over what is loaded there.
    await page.mouse.move(0, 0);
    await page.unrouteAll();
    await page.route(`${address}**`, async (route) => {
      const name = path.posix.basename(new URL(route.request().url()).pathname);
      const body = name === 'panel' ? html(theme, state) : files.byName.get(name);
      if (body === undefined) await route.fulfill({ status: 404 });
      else await route.fulfill({ body, contentType: contentTypes[path.extname(name)] ?? 'text/html' });
    });
    await page.goto(address);
    await page.waitForFunction('window.sentByPanel.length > 0');
  }

  /** As the extension's `postMessage`. */
  async send(message: unknown): Promise<void> {
    await this.sendAll([message]);
  }

  /** Several messages in one turn, as they arrive in a busy run. */
  async sendAll(messages: readonly unknown[]): Promise<void> {
    await this.post(messages);
    await this.settle();
  }

  /** Sends messages in one turn without waiting until they are drawn. */
  async post(messages: readonly unknown[]): Promise<void> {
    await this.page.evaluate(
      `for (const message of ${JSON.stringify(messages)}) window.dispatchEvent(new MessageEvent('message', { data: message }))`,
    );
  }

  /** Waits until what was asked for is drawn: figures wait up to a quarter of a second for their turn. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      'new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 300))',
    );
  }

  async sent(): Promise<FromPanel[]> {
    return this.page.evaluate<FromPanel[]>('window.sentByPanel');
  }

  async state(): Promise<unknown> {
    return this.page.evaluate('window.keptState');
  }

  async focused(): Promise<string> {
    return this.page.evaluate<string>(
      `(() => { const e = document.activeElement; return e.id || e.getAttribute('data-region') || e.getAttribute('aria-label') || e.textContent || e.tagName })()`,
    );
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

function html({ bodyClass, variables }: EditorTheme, state: unknown): string {
  const source = 'http://127.0.0.1';
  const policy = `default-src 'none'; img-src ${source} data:; style-src ${source}; font-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="panel.css"><title>Decimal Benchmark</title></head>
<body class="${bodyClass}">
<script nonce="${nonce}">
for (const [name, value] of Object.entries(${JSON.stringify(variables)})) {
  document.documentElement.style.setProperty('--vscode-' + name, value);
}
window.sentByPanel = [];
window.keptState = ${JSON.stringify(state ?? null)};
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.sentByPanel.push(message),
  getState: () => window.keptState,
  setState: (state) => { window.keptState = state; },
});
</script>
<main id="panel"></main>
<script nonce="${nonce}" src="panel.js"></script>
</body></html>`;
}
