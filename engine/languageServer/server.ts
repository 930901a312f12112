/** The language server as a whole: what it is asked, and who answers. */
import path from 'node:path';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type CancellationToken,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { rulePage } from '../lint/catalogue';
import { check } from '../protocol/check';
import {
  floatZerosSection,
  InitializationOptions,
  serverMethods,
  TrapEditParameters,
  TrapRunParameters,
} from '../protocol/languageServer';
import { visibleLines } from '../presentation/visibleText';
import { productVersion } from '../platform/version';
import { abilitiesOf, serverCapabilities, type ClientAbilities } from './capabilities';
import { codeActions, resolveAction, type ActionDependencies } from './codeActions';
import { DiagnosticsPublisher } from './diagnosticsPublisher';
import { Documents } from './documents';
import { EditorProgram } from './editorProgram/editorProgram';
import { pathOfUri, untitledFolder, uriOfPath } from './fileAddress';
import { hoverOf } from './hover';
import { overviewOf } from './overview';
import { Scans } from './scans';
import { readSettings, type FolderSettings } from './settings';
import { StatusNotifier } from './statusNotifier';
import { TrapRuns } from './trapRuns';
import { Workspace } from './workspace';

const watchedFiles = [
  '**/*.{py,pyi,pyw,ipynb,ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  '**/{pyproject.toml,decimal-benchmark.json,tsconfig.json,jsconfig.json,package.json,pyvenv.cfg}',
  '**/{.gitignore,.decimal-benchmark-lint-baseline.json}',
];

/** A hover that would have to wait longer for the analysis shows nothing. */
const longestHoverMs = 800;

/** Memory that can be had again is given back after this time without a question. */
const idleMs = 5 * 60_000;

export class LanguageServer {
  readonly #documents: Documents;
  readonly #workspace: Workspace;
  readonly #status: StatusNotifier;
  readonly #publisher: DiagnosticsPublisher;
  readonly #scans: Scans;
  readonly #traps: TrapRuns;
  readonly #settings = new Map<string, Promise<FolderSettings>>();
  readonly #toldProblems = new Set<string>();
  #client: ClientAbilities | undefined;
  #options: InitializationOptions = {
    documentationLink: null,
    workspaceAfterScan: false,
    editorProgram: null,
    trusted: false,
  };
  #editorProgram: EditorProgram | null = null;
  #idle: NodeJS.Timeout | undefined;

  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#documents = new Documents((file) => this.#workspace.textOf(file));
    this.#status = new StatusNotifier((status) => {
      void connection.sendNotification(serverMethods.status, status);
    });
    this.#workspace = new Workspace({
      documents: this.#documents,
      settings: (uri) => this.#settingsAt(uri),
      onIndexing: (isIndexing) => this.#status.activity('indexing', isIndexing),
      log: (text) => connection.console.error(visibleLines(text)),
      editorProgram: () => this.#editorProgram,
      onChangedOnDisk: (file, text) => this.#editorProgram?.changedOnDisk(file, text),
    });
    this.#publisher = new DiagnosticsPublisher({
      connection,
      documents: this.#documents,
      workspace: this.#workspace,
      link: (rule) => this.#documentationLink(rule),
      onNotes: (uri, notes) => this.#status.notes(uri, notes),
    });
    this.#scans = new Scans(this.#workspace, this.#documents, this.#publisher, this.#status);
    this.#traps = new TrapRuns({
      documents: this.#documents,
      publish: (file, diagnostics) => this.#publisher.confirm(file, diagnostics),
      onOutput: (text) => void connection.sendNotification(serverMethods.trapOutput, { text }),
    });
  }

  /** Answers until the connection ends. */
  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((parameters) => this.#initialize(parameters));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration(() => this.#settingsChanged());
    connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes.map(({ uri }) => uri)));
    connection.onShutdown(() => {
      this.#workspace.dispose();
      this.#editorProgram?.dispose();
    });
    this.#documents.listen(connection);
    this.#documents.onDidChange((file, text) => {
      this.#stayAwake();
      if (text === null) {
        this.#scans.closed(file);
        this.#editorProgram?.closed(file);
      } else this.#scans.opened(file);
      this.#publisher.documentChanged();
    });
    this.#answerDiagnostics();
    this.#answerActions();
    this.#answerOwnRequests();
    connection.listen();
  }

  #answerDiagnostics(): void {
    const connection = this.#connection;
    const publisher = this.#publisher;
    const scans = this.#scans;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      // What was typed meanwhile is read first, and with it whether the question still stands.
      await setImmediate();
      refuseCancelled(token);
      const report = await publisher.documentReport(textDocument.uri, previousResultId, signalOf(token));
      refuseCancelled(token);
      return report;
    });
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const signal = signalOf(token);
      return { items: await scans.news(previous, this.#options.workspaceAfterScan, signal) };
    });
  }

  #answerActions(): void {
    const connection = this.#connection;
    const publisher = this.#publisher;
    const dependencies = (): ActionDependencies => ({
      documents: this.#documents,
      versionedEdits: this.#client?.versionedEdits === true,
      createsFiles: this.#client?.createsFiles === true,
      rootOf: (file) => this.#workspace.folderOf(file).root,
      diagnosticsOf: (uri) => publisher.diagnosticsOf(uri),
      fixAllIn: (file) => this.#workspace.folderOf(file).fixAll(file),
      requireReason: async (uri) => (await this.#settingsOfDocument(uri)).lint.requireReason,
      isEnabled: async (uri) => (await this.#settingsOfDocument(uri)).lint.enabled,
    });
    connection.onCodeAction(async (parameters, token) => {
      const actions = await codeActions(parameters, dependencies());
      refuseCancelled(token);
      if (this.#client?.resolvesEdits === true) return actions;
      return Promise.all(actions.map((action) => resolveAction(action, dependencies())));
    });
    connection.onCodeActionResolve((action) => resolveAction(action, dependencies()));
    connection.onHover(async ({ textDocument, position }) => {
      const analysed = publisher.diagnosticsOf(textDocument.uri);
      const known = await Promise.race([analysed, delay(longestHoverMs, null)]);
      if (known === null) return null;
      const diagnostics = known.filter(({ uri }) => uri === textDocument.uri);
      const markdown = this.#client?.markdownHover === true;
      return hoverOf(diagnostics, position, (rule) => this.#documentationLink(rule), markdown);
    });
  }

  #answerOwnRequests(): void {
    const connection = this.#connection;
    const Progress = v.looseObject({ workDoneToken: v.optional(v.union([v.string(), v.number()])) });
    connection.onRequest(serverMethods.scan, async (data: unknown, token: CancellationToken) => {
      const { workDoneToken } = check(Progress, data, 'parameters of a scan');
      const progress = connection.window.attachWorkDoneProgress(workDoneToken);
      return this.#scans.scan(progress, signalOf(token));
    });
    connection.onNotification(serverMethods.noEditorProgram, () => this.#editorProgram?.expectNone());
    connection.onRequest(serverMethods.overview, () => overviewOf(this.#workspace));
    connection.onRequest(serverMethods.trapEdit, (data: unknown) => {
      const { folder } = check(TrapEditParameters, data, 'parameters of the trap');
      return this.#traps.edit(requiredPath(folder));
    });
    connection.onRequest(serverMethods.trapRun, async (data: unknown, token: CancellationToken) => {
      const { folder } = check(TrapRunParameters, data, 'parameters of a run with the trap');
      return this.#runTests(requiredPath(folder), signalOf(token));
    });
  }

  #initialize(parameters: InitializeParams): InitializeResult {
    this.#options = check(
      InitializationOptions,
      parameters.initializationOptions ?? {},
      'initialization options',
    );
    this.#client = abilitiesOf(parameters);
    this.#publisher.setClient(this.#client);
    this.#editorProgram = this.#programOfEditor();
    this.#workspace.add(parameters.workspaceFolders ?? []);
    return {
      capabilities: serverCapabilities(this.#client),
      serverInfo: { name: 'Decimal Benchmark', version: productVersion },
    };
  }

  #programOfEditor(): EditorProgram | null {
    const { editorProgram: endpoint } = this.#options;
    if (endpoint === null) return null;
    return new EditorProgram(endpoint, {
      open: () => this.#documents.open(),
      log: (text) => this.#connection.console.info(visibleLines(text)),
      onArrival: () => this.#publisher.refresh(),
      onSource: (file, typescript) => this.#status.editorTypes(this.#documents.uriOf(file), typescript),
    });
  }

  #initialized(): void {
    const connection = this.#connection;
    const client = this.#client;
    if (client?.registersConfiguration === true) {
      void connection.client.register(DidChangeConfigurationNotification.type, {
        section: floatZerosSection,
      });
    }
    if (client?.registersWatchers === true) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client?.changesFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        this.#workspace.remove(removed);
        this.#workspace.add(added);
        this.#publisher.refresh();
      });
    }
  }

  #settingsChanged(): void {
    this.#settings.clear();
    this.#editorProgram?.forget();
    this.#workspace.renewAll();
    this.#publisher.refresh();
    this.#scans.again();
  }

  async #filesChanged(uris: readonly string[]): Promise<void> {
    const files = uris.map(pathOfUri).filter((file) => file !== null);
    if (!(await this.#workspace.filesChanged(files))) return;
    this.#publisher.refresh();
    this.#scans.again();
  }

  async #runTests(root: string, signal: AbortSignal) {
    if (!this.#options.trusted) {
      const failure = {
        code: 'bad-input' as const,
        message: 'The tests of this workspace are not run, since it is not trusted',
        where: null,
        remedy: 'Trust the workspace first.',
      };
      return { exitCode: null, raises: 0, failure };
    }
    this.#status.activity('testing', true);
    try {
      const { testCommand } = await this.#settingsAt(uriOfPath(root));
      return await this.#traps.run(root, testCommand, signal);
    } finally {
      this.#status.activity('testing', false);
    }
  }

  #settingsOfDocument(uri: string): Promise<FolderSettings> {
    const file = this.#documents.fileOf(uri);
    return file === null ? this.#settingsAt(uri) : this.#workspace.folderOf(file).settings();
  }

  #settingsAt(uri: string): Promise<FolderSettings> {
    const known = this.#settings.get(uri) ?? this.#readSettings(uri);
    this.#settings.set(uri, known);
    return known;
  }

  async #readSettings(uri: string): Promise<FolderSettings> {
    const connection = this.#connection;
    const client = this.#client;
    const given: unknown =
      client?.givesConfiguration === true
        ? await connection.workspace.getConfiguration({ scopeUri: uri, section: floatZerosSection })
        : {};
    const { problems, ...settings } = readSettings(given, pathOfUri(uri) ?? untitledFolder);
    for (const problem of problems) {
      if (this.#toldProblems.has(problem)) continue;
      this.#toldProblems.add(problem);
      void connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message: problem,
      });
    }
    return settings;
  }

  #documentationLink(rule: Parameters<typeof rulePage>[0]): string {
    const { documentationLink } = this.#options;
    if (documentationLink !== null) return documentationLink.replaceAll('{code}', rule);
    // Both the bundle and the sources lie two folders below the product's root.
    return uriOfPath(path.join(__dirname, '..', '..', rulePage(rule)));
  }

  #stayAwake(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#workspace.release(), idleMs);
    this.#idle.unref();
  }
}

function requiredPath(uri: string): string {
  const found = pathOfUri(uri);
  if (found === null) throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is on no disk`);
  return found;
}

function refuseCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) {
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer asked for');
  }
}

/** A signal that is aborted when the editor takes its question back. */
function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
