/** Starts and stops the workbench's server: the web page and the extension host behind it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Workbench } from './install';

export interface ServerOptions {
  /** Folder for everything that the server writes. Short: unix sockets live in it. */
  readonly folder: string;
  readonly extensionsFolder: string;
  /** User settings, added to those that keep the workbench quiet. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Loads extensions and tests that the page's address names; it also hides notifications. */
  readonly testDriver: boolean;
  /** Whether the workbench asks for trust in the folder that it opens. */
  readonly workspaceTrust: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Settings that keep what is not under test away from the screen and the network. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  // A panel that is shown late would take the focus, and close the question that a test answers.
  'workbench.quickOpen.closeOnFocusLost': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
};

export class WorkbenchServer {
  readonly #keeper: ChildProcess;
  readonly #logFile: string;

  private constructor(
    keeper: ChildProcess,
    logFile: string,
    /** `127.0.0.1:<port>` */
    readonly host: string,
    /** Resolves when the server has ended, asked or not. */
    readonly ended: Promise<void>,
  ) {
    this.#keeper = keeper;
    this.#logFile = logFile;
  }

  /** Starts a server and waits until it answers. @throws Error with the end of its log, if it does not */
  static async start(workbench: Workbench, options: ServerOptions): Promise<WorkbenchServer> {
    const userFolder = path.join(options.folder, 'user');
    mkdirSync(path.join(userFolder, 'User'), { recursive: true });
    mkdirSync(options.extensionsFolder, { recursive: true });
    const settings = { ...quietSettings, ...options.settings };
    writeFileSync(path.join(userFolder, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
    const configuration = path.join(options.folder, 'config.yaml');
    writeFileSync(configuration, 'auth: none\n');
    const host = `127.0.0.1:${await freePort()}`;
    const logFile = path.join(options.folder, 'server.log');
    const log = openSync(logFile, 'a');
    const parameters = [
      ...['--config', configuration, '--bind-addr', host, '--auth', 'none'],
      ...['--user-data-dir', userFolder, '--extensions-dir', options.extensionsFolder],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...['--disable-proxy', '--ignore-last-opened'],
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ];
    const keeper = spawn(
      process.execPath,
      [path.join(__dirname, 'keeper.mjs'), workbench.node, workbench.entry, ...parameters],
      { stdio: ['pipe', log, log], env: serverEnvironment(options) },
    );
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
      keeper.on('exit', () => resolve());
    });
    const server = new WorkbenchServer(keeper, logFile, host, ended);
    await server.#answers();
    return server;
  }

  /** The end of what the server wrote. */
  logTail(): string {
    return readFileSync(this.#logFile, 'utf8').slice(-3000);
  }

  /** Ends the server with all its children. */
  async stop(): Promise<void> {
    this.#keeper.stdin?.end();
    await this.ended;
  }

  async #answers(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (this.#keeper.exitCode !== null) break;
      const response = await fetch(`http://${this.host}/healthz`, {
        signal: AbortSignal.timeout(2000),
      }).catch(() => null);
      if (response?.ok === true) return;
      await delay(50);
    }
    await this.stop();
    throw new Error(`the workbench's server does not answer:\n${this.logTail()}`);
  }
}

/** Runs the server's own command line, as `code` is used in a terminal: to install an extension, for example. */
export function serverCommand(workbench: Workbench, folder: string, extensionsFolder: string): string[] {
  const configuration = path.join(folder, 'config.yaml');
  writeFileSync(configuration, 'auth: none\n');
  return [
    workbench.entry,
    ...[
      '--config',
      configuration,
      '--user-data-dir',
      path.join(folder, 'user'),
      '--extensions-dir',
      extensionsFolder,
    ],
  ];
}

/** No marketplace, no folder outside the run's own, and nothing that an editor around this process has set. */
function serverEnvironment({ folder, env }: ServerOptions): NodeJS.ProcessEnv {
  const temporary = path.join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const inherited = Object.entries(env).filter(
    ([name]) => !/^(VSCODE_|CODE_SERVER_|ELECTRON_|PORT$|NODE_OPTIONS$|(HASHED_)?PASSWORD$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    EXTENSIONS_GALLERY: '{}',
    TMPDIR: temporary,
    XDG_CONFIG_HOME: path.join(folder, 'xdg', 'config'),
    XDG_DATA_HOME: path.join(folder, 'xdg', 'data'),
    XDG_CACHE_HOME: path.join(folder, 'xdg', 'cache'),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}
