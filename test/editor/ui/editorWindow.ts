/** One window of the editor, used as a person does: by the palette, the mouse and the eyes. */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { pageAddress } from '../workbench/page';
import { openBrowser } from '../workbench/browser';
import { WorkbenchServer } from '../workbench/server';
import { descendants, type RunningProcess } from '../support/processes';
import { until } from '../support/until';
import { machine } from './machine';

export interface WindowOptions {
  readonly profile: string;
  readonly opened?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const themes = [
  'Dark Modern',
  'Light Modern',
  'Default High Contrast',
  'Default High Contrast Light',
] as const;
export type Theme = (typeof themes)[number];
export { themes };

/** What the editor's list of themes calls them, and the class that its window has under each. */
const themeMarks = {
  'Dark Modern': { label: 'Dark Modern', mark: 'themes-dark_modern-json' },
  'Light Modern': { label: 'Light Modern', mark: 'themes-light_modern-json' },
  'Default High Contrast': { label: 'Dark High Contrast', mark: 'themes-hc_black-json' },
  'Default High Contrast Light': { label: 'Light High Contrast', mark: 'themes-hc_light-json' },
} as const satisfies Record<Theme, { label: string; mark: string }>;

const patienceMs = 60_000;

/** The windows that are open, for pictures of failures. */
const openWindows = new Set<EditorWindow>();

/** Keeps a picture of every open window, named after the test that failed. */
export async function pictureFailure(title: string): Promise<void> {
  const name = title.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80);
  let number = 1;
  for (const window of openWindows) await window.screenshot(`failed-${name}-${number++}`);
}

export class EditorWindow {
  readonly #server: WorkbenchServer;
  readonly #browser: BrowserContext;

  private constructor(
    server: WorkbenchServer,
    browser: BrowserContext,
    readonly page: Page,
  ) {
    this.#server = server;
    this.#browser = browser;
  }

  /** Starts an editor and waits until its workbench can be used. */
  static async open({ profile, opened, settings = {} }: WindowOptions): Promise<EditorWindow> {
    const { workbench, chromium, extensionsFolder } = machine();
    const server = await WorkbenchServer.start(workbench, {
      folder: profile,
      extensionsFolder,
      settings,
      testDriver: false,
      workspaceTrust: false,
      env: process.env,
    });
    const browser = await openBrowser(chromium, profile);
    const page = browser.pages()[0] ?? (await browser.newPage());
    page.setDefaultTimeout(patienceMs);
    await page.goto(pageAddress(server.host, { opened }));
    await page.locator('.statusbar .right-items').waitFor();
    const window = new EditorWindow(server, browser, page);
    openWindows.add(window);
    return window;
  }

  async close(): Promise<void> {
    openWindows.delete(this);
    await this.#browser.close();
    await this.#server.stop();
  }

  /** Inside of the result panel. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Types a command into the palette and picks it. */
  async command(title: string): Promise<void> {
    await this.#ask('F1', title);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.#ask('Control+KeyP', name);
    await this.page.getByRole('tab', { name }).waitFor();
  }

  /** Changes the colours of the open window. */
  async theme(theme: Theme): Promise<void> {
    const { label, mark } = themeMarks[theme];
    await this.command('Preferences: Color Theme');
    await this.page.keyboard.type(label);
    await this.pick(label);
    await this.page.locator(`.monaco-workbench[class*=${mark}]`).waitFor();
  }

  /** Takes an entry of the list that is open. */
  async pick(label: string): Promise<void> {
    const entry = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
  }

  /**
   * Opens the context menu of something and picks an entry, again until the effect is there. A notification closes an
   * open menu, and a menu that has only just opened ignores clicks.
   */
  async menu(target: Locator, label: string, effect: () => boolean | Promise<boolean>): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name: label });
    await until(`the effect of ${label}`, async () => {
      await this.#closeMenu();
      await target.click({ button: 'right' });
      if (!(await appears(entry, 5000))) return false;
      await entry.click({ timeout: 1000 }).catch(() => undefined);
      return comesTrue(effect, 10_000);
    });
  }

  /**
   * Gives the name of a file to the dialog that asks for one. A dialog that still lists its folder puts a name of its own
   * there and takes no click: so both are repeated until it has gone.
   */
  async saveAs(file: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const confirm = widget.getByRole('button', { name: 'OK' });
    await confirm.waitFor();
    await until('the name is taken', async () => {
      await widget
        .locator('input[type=text]')
        .fill(file, { timeout: 1000 })
        .catch(() => undefined);
      await confirm.click({ timeout: 1000 }).catch(() => undefined);
      return widget.waitFor({ state: 'hidden', timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Picks an entry of a context menu that opens a dialog, answers it, and returns its text. */
  async menuQuestion(target: Locator, label: string, button: string): Promise<string> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await this.menu(target, label, () => dialog.isVisible());
    const text = await dialog.innerText();
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    return text;
  }

  /** Accepts what a question proposes, once it is there. */
  async accept(question: string | RegExp): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await widget.filter({ hasText: question }).waitFor();
    await this.page.keyboard.press('Enter');
    await widget.filter({ hasText: question }).waitFor({ state: 'hidden' });
  }

  get statusItem(): Locator {
    return this.page.locator('[id="decimal-benchmark.decimal-benchmark.decimalBenchmark.status"]');
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text });
  }

  /** Waits until the panel shows a run that is going on. */
  async runningPanel(): Promise<void> {
    await this.panel.getByRole('progressbar').waitFor();
  }

  /** Waits until the run that was seen going on has ended, and gives the panel's text. */
  async finishedPanel(): Promise<string> {
    await until(
      'the run ends, in the status bar and in the panel',
      async () =>
        !/Decimal Benchmark \d/.test(await this.statusItem.innerText()) &&
        (await this.panel.getByRole('progressbar').count()) === 0,
      3 * patienceMs,
    );
    return this.panel.locator('main').innerText();
  }

  /** Keeps a picture of the window for people to look at. */
  async screenshot(name: string): Promise<void> {
    const file = path.join(__dirname, '..', '..', '..', 'artifacts', 'editor', `${name}.png`);
    await this.page.screenshot({ path: file });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /** The extension host of this window. */
  async extensionHost(): Promise<RunningProcess> {
    return until('the extension host', () =>
      descendants(process.pid).find(({ command }) => command.includes('--type=extensionHost')),
    );
  }

  /**
   * Opens a quick input, types into it and takes the entry with this text. A key that is pressed while the workbench is
   * busy can be lost, and commands are not there before extensions are: so it is done again until the entry is there.
   */
  async #ask(key: string, text: string): Promise<void> {
    await this.#closeMenu();
    const input = this.page.locator('.quick-input-widget input[type=text]');
    const entry = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
    await until(`${text} in a quick input`, async () => {
      // What an earlier attempt left open is closed; in the panel the same key asks to cancel the run.
      if (await input.isVisible()) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press(key);
      const isThere = await appears(input, 2000);
      if (isThere) await input.pressSequentially(text);
      return isThere && (await appears(entry, 5000));
    });
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
  }

  /** Closes a context menu that an earlier attempt left open: it would take the next keys. */
  async #closeMenu(): Promise<void> {
    if (await this.page.locator('.context-view .monaco-menu').isVisible())
      await this.page.keyboard.press('Escape');
  }
}

/** Whether the condition holds before the limit. */
async function comesTrue(condition: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    if (await condition()) return true;
    await delay(50);
  }
  return false;
}

/** Whether it comes to be seen in time. */
export function appears(locator: Locator, limitMs: number): Promise<boolean> {
  return locator.waitFor({ timeout: limitMs }).then(
    () => true,
    () => false,
  );
}
