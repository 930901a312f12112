/** A language server in a process of its own, and an editor's side of the conversation with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  type ServerCapabilities,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';

const root = path.join(__dirname, '..', '..', '..');

const bundle = path.join(root, 'dist', 'engine', 'languageServer.cjs');
const fromSources = ['--import', 'tsx', path.join(root, 'engine', 'languageServer.ts')];

/** An editor that asks for diagnostics itself, as new ones do. */
export const pulling: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    codeAction: { resolveSupport: { properties: ['edit'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    diagnostics: { refreshSupport: true },
  },
};

/** An editor that takes what it is sent, as old ones do. */
export const passive: ClientCapabilities = {};

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  /** Names of folders below that are opened; the whole if they are not given. */
  readonly folders?: readonly string[];
  /** Starts the sources, whose modules then have addresses of their own, instead of the bundle. */
  readonly isFromSources?: boolean;
  /** Variables of the server's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export class Editor {
  /** The latest diagnostics that were sent unasked, by URI. */
  readonly published = new Map<string, readonly Diagnostic[]>();
  readonly messages: string[] = [];
  refreshes = 0;
  capabilities: ServerCapabilities = {};
  settings: unknown;
  readonly #versions = new Map<string, number>();

  private constructor(
    readonly folder: string,
    readonly process: ChildProcess,
    readonly connection: MessageConnection,
    readonly exited: Promise<number | null>,
    settings: unknown,
  ) {
    this.settings = settings;
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (sent: { uri: string; diagnostics: Diagnostic[] }) => {
        this.published.set(sent.uri, sent.diagnostics);
      },
    );
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.messages.push(message);
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest('client/registerCapability', () => null);
  }

  /** Starts a server over a folder with these files. */
  static async start(files: Readonly<Record<string, string>>, options: EditorOptions = {}): Promise<Editor> {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'language-server-')));
    for (const [name, text] of Object.entries(files)) write(folder, name, text);
    const child = spawn(
      process.execPath,
      [...(options.isFromSources === true ? fromSources : [bundle]), '--stdio'],
      {
        cwd: root,
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '.cache'), ...options.environment },
      },
    );
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    const editor = new Editor(folder, child, connection, exited, options.settings ?? {});
    connection.listen();
    const folders = options.folders ?? ['.'];
    const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? pulling,
      workspaceFolders: folders.map((name) => editor.workspaceFolder(name)),
      initializationOptions: options.initializationOptions,
    });
    editor.capabilities = capabilities;
    await connection.sendNotification('initialized', {});
    return editor;
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  workspaceFolder(name: string): { readonly uri: string; readonly name: string } {
    return { uri: this.uri(name), name: path.basename(path.join(this.folder, name)) };
  }

  write(name: string, text: string): void {
    write(this.folder, name, text);
  }

  async open(name: string, text: string, languageId = 'python'): Promise<void> {
    this.#versions.set(name, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(name), languageId, version: 1, text },
    });
  }

  /** Replaces the whole text. */
  async change(name: string, text: string): Promise<void> {
    await this.edit(name, [{ text }]);
  }

  /** Makes changes, each in what those before it have left. */
  async edit(name: string, contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(name), version },
      contentChanges,
    });
  }

  async close(name: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: this.uri(name) },
    });
  }

  report(name: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: this.uri(name) },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  async diagnostics(name: string): Promise<Diagnostic[]> {
    const report = await this.report(name);
    if (report.kind !== 'full') throw new Error('the report is not full');
    return report.items;
  }

  async changedOnDisk(...names: readonly string[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: names.map((name) => ({ uri: this.uri(name), type: 2 })),
    });
  }

  /** Ends the server as an editor does. */
  /** @param isShutDown - whether a test has sent the request to shut down already */
  async stop({ isShutDown = false } = {}): Promise<void> {
    if (this.process.exitCode === null) {
      if (!isShutDown) await this.connection.sendRequest('shutdown');
      await this.connection.sendNotification('exit');
    }
    await this.exited;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function write(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
