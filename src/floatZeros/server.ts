import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { check } from '../../engine/protocol/check';
import {
  floatZerosSection,
  ServerStatus,
  serverMethods,
  TrapOutput,
} from '../../engine/protocol/languageServer';
import { errorText } from '../log';
import { EditorTypeScript } from './editorTypeScript';
import { isLinted } from './languages';
import { DisposableStore } from '../disposableStore';

const idle: ServerStatus = { activity: null, notes: [], editorTypes: [] };

/** The language server: started when something needs it, started again when it dies, ended with the extension. */
export class FloatZeroServer extends DisposableStore {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly #typescript: EditorTypeScript;
  #starting: Promise<LanguageClient> | undefined;
  #current: ServerStatus = idle;

  readonly onDidChangeStatus = this.#changed.event;

  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    super();
    this.#context = context;
    this.#log = log;
    this.#typescript = this.register(new EditorTypeScript(log, () => this.#notifyNoEditorProgram()));
    this.registerAll(
      vscode.workspace.onDidOpenTextDocument((document) => this.#startFor([document])),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(floatZerosSection)) this.#startFor(vscode.workspace.textDocuments);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        if (this.#starting !== undefined) void this.restart();
      }),
    );
    this.#startFor(vscode.workspace.textDocuments);
  }

  get status(): ServerStatus {
    return this.#current;
  }

  get started(): boolean {
    return this.#starting !== undefined;
  }

  /** The client of the running server, which is started if it is not. */
  client(): Promise<LanguageClient> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Sends a request of ours, and gives the answer unchecked. */
  async request(method: string, parameters: unknown, token: vscode.CancellationToken): Promise<unknown> {
    const client = await this.client();
    return client.sendRequest<unknown>(method, parameters, token);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.client();
  }

  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    this.#setStatus(idle);
    const client = await starting?.catch(() => undefined);
    await client?.dispose();
  }

  override dispose(): void {
    super.dispose();
    void this.stop();
  }

  #startFor(documents: readonly vscode.TextDocument[]): void {
    if (this.#starting !== undefined || !documents.some(isLinted)) return;
    const enabled = vscode.workspace.getConfiguration(floatZerosSection).get<unknown>('enabled');
    if (enabled === false) return;
    this.client().catch((error: unknown) => {
      this.#starting = undefined;
      this.#log.error(errorText(error));
      void this.#showNotStarted();
    });
  }

  /** The client is loaded only here: a window that shows no source needs none of it. */
  async #start(): Promise<LanguageClient> {
    const { createClient } = await import('./client');
    const client = createClient(this.#context, this.#log, this.#typescript.endpoint());
    client.onNotification(serverMethods.status, (status: unknown) => {
      this.#setStatus(check(ServerStatus, status, 'status of the float zero server'));
    });
    client.onNotification(serverMethods.trapOutput, (output: unknown) => {
      this.#log.info(check(TrapOutput, output, 'output of the tests').text.trimEnd());
    });
    await client.start();
    this.#typescript.listening();
    return client;
  }

  #notifyNoEditorProgram(): void {
    const notify = async (): Promise<void> => {
      const client = await this.#starting;
      await client?.sendNotification(serverMethods.noEditorProgram);
    };
    notify().catch((error: unknown) => this.#log.warn(errorText(error)));
  }

  #setStatus(status: ServerStatus): void {
    this.#current = status;
    this.#changed.fire();
  }

  async #showNotStarted(): Promise<void> {
    const showLog = 'Show Log';
    const choice = await vscode.window.showErrorMessage(
      'The float zero server could not be started.',
      showLog,
    );
    if (choice === showLog) this.#log.show();
  }
}
