import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { editorProgramPlugin, type EditorProgramEndpoint } from '../../engine/protocol/editorProgram';
import { errorText } from '../log';
import { isScript } from './languages';

/** The extension that runs TypeScript's server, and the part of its interface that is used. */
const extensionId = 'vscode.typescript-language-features';
interface TypeScriptApi {
  configurePlugin(plugin: string, configuration: unknown): void;
}

/**
 * Brings the plugin in the editor's TypeScript server together with the language server: sends both the address. The
 * folder of the socket is readable by this user alone; on Windows the pipe's name cannot be guessed.
 */
export class EditorTypeScript implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #folder: string | undefined;
  #made: EditorProgramEndpoint | undefined;
  #isListening = false;
  #isConfigured = false;

  readonly #log: vscode.LogOutputChannel;
  readonly #onNone: () => void;

  /** @param onNone - called where the editor's TypeScript turns out to take no plugins */
  constructor(log: vscode.LogOutputChannel, onNone: () => void) {
    this.#log = log;
    this.#onNone = onNone;
    this.#subscription = vscode.workspace.onDidOpenTextDocument((document) => this.#configureFor([document]));
  }

  /**
   * Where the two meet; null if the editor has no TypeScript of its own, as in a workspace that is not trusted, or its
   * native successor, which takes no plugins.
   */
  endpoint(): EditorProgramEndpoint | null {
    if (vscode.extensions.getExtension(extensionId) === undefined || usesNativeSuccessor()) return null;
    this.#made ??= this.#make();
    return this.#made;
  }

  /** The language server is ready. The plugin is configured once a script is open, and only then loaded. */
  listening(): void {
    this.#isListening = true;
    this.#isConfigured = false;
    this.#configureFor(vscode.workspace.textDocuments);
  }

  dispose(): void {
    this.#subscription.dispose();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  #make(): EditorProgramEndpoint {
    const token = randomBytes(32).toString('hex');
    if (process.platform === 'win32')
      return { address: `\\\\.\\pipe\\decimal-benchmark-${randomBytes(16).toString('hex')}`, token };
    this.#folder = mkdtempSync(path.join(os.tmpdir(), 'dbz-'));
    return { address: path.join(this.#folder, 'socket'), token };
  }

  #configureFor(documents: readonly vscode.TextDocument[]): void {
    if (!this.#isListening || this.#isConfigured || !documents.some(isScript)) return;
    const endpoint = this.endpoint();
    if (endpoint === null) return;
    this.#isConfigured = true;
    this.#configure(endpoint).catch((error: unknown) => {
      this.#log.warn(`The editor's TypeScript did not answer: ${errorText(error)}`);
      this.#onNone();
    });
  }

  async #configure(endpoint: EditorProgramEndpoint): Promise<void> {
    const api = apiOf(await vscode.extensions.getExtension<unknown>(extensionId)?.activate());
    if (api === null) {
      this.#log.info("The editor's TypeScript accepts no plugins, so the linter uses its own.");
      this.#onNone();
    } else api.configurePlugin(editorProgramPlugin, endpoint);
  }
}

/** The setting has had two names. */
function usesNativeSuccessor(): boolean {
  return ['js/ts', 'typescript'].some(
    (section) => vscode.workspace.getConfiguration(section).get<unknown>('experimental.useTsgo') === true,
  );
}

/** The interface in what the extension gives, where it is what is expected. */
function apiOf(given: unknown): TypeScriptApi | null {
  if (!hasMethod(given, 'getAPI')) return null;
  const api: unknown = given.getAPI(0);
  return hasMethod(api, 'configurePlugin') ? api : null;
}

function hasMethod<Name extends string>(
  value: unknown,
  name: Name,
): value is Record<Name, (...given: unknown[]) => unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    name in value &&
    typeof Reflect.get(value, name) === 'function'
  );
}
