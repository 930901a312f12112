/** An editor's folder: its own TypeScript server, and linters with and without its program. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { analysersWith } from '../../../../engine/languageServer/editorProgram/editorAnalyser';
import { EditorProgram, type Patience } from '../../../../engine/languageServer/editorProgram/editorProgram';
import { createLinter, type Linter, type LinterOptions } from '../../../../engine/lint/linter';
import type { FileReport } from '../../../../engine/lint/fileReport';
import type { EditorProgramEndpoint } from '../../../../engine/protocol/editorProgram';
import { defaultLintSettings } from '../../../../engine/protocol/lint';
import { TsServer } from './tsServer';

const packages = path.join(__dirname, '..', '..', '..', '..', 'node_modules');
const installed = ['decimal.js', 'decimal.js-light', 'bignumber.js', '@types/big.js'];

export const strictProject = {
  compilerOptions: {
    ...{
      strict: true,
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'Bundler',
      esModuleInterop: true,
    },
    ...{ jsx: 'preserve', allowJs: true, skipLibCheck: true, noEmit: true },
  },
};

/** A test may have to share its machine: whoever is there is waited for. */
const busyMachine: Patience = { arrivalMs: 60_000, agreementMs: 30_000, answerMs: 60_000, againMs: 60_000 };

export interface Looked {
  readonly report: FileReport;
  /** The version of the editor's compiler; null if the own program said it. */
  readonly typescript: string | null;
}

export class EditorFolder {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'editor-program-')));
  readonly endpoint: EditorProgramEndpoint = {
    address:
      process.platform === 'win32'
        ? `\\\\.\\pipe\\${path.basename(this.root)}`
        : path.join(this.root, 'socket'),
    token: 'a token of the test, long enough to count',
  };
  readonly log: string[] = [];
  readonly program: EditorProgram;
  readonly #sources = new Map<string, string | null>();
  readonly #open = new Map<string, string>();
  #linter: Linter | undefined;
  #other: Linter | undefined;

  constructor(files: Readonly<Record<string, unknown>>, patience: Partial<Patience> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    for (const name of installed) {
      const link = path.join(this.root, 'node_modules', name);
      mkdirSync(path.dirname(link), { recursive: true });
      symlinkSync(path.join(packages, name), link, 'junction');
    }
    const dependencies = {
      open: () => this.#open,
      log: (text: string) => this.log.push(text),
      onArrival: () => undefined,
      onSource: (file: string, typescript: string | null) => this.#sources.set(file, typescript),
    };
    this.program = new EditorProgram(this.endpoint, dependencies, { ...busyMachine, ...patience });
  }

  file(name: string): string {
    return path.join(this.root, name);
  }

  write(name: string, content: unknown): void {
    mkdirSync(path.dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  /** A server over the folder that has been told where to come to. */
  server(compiler: string, options: readonly string[] = []): TsServer {
    const server = new TsServer(compiler, options);
    server.configure(this.endpoint);
    return server;
  }

  /** Holds a text as the language server does; without telling the editor's TypeScript. */
  async hold(name: string, text: string): Promise<void> {
    this.#open.set(this.file(name), text);
    (await this.#ownLinter()).update(this.file(name), text);
  }

  /** What is found in an open file, and by which program. */
  async check(name: string, signal?: AbortSignal): Promise<Looked> {
    const linter = await this.#ownLinter();
    await linter.prefetch(this.file(name), signal);
    const report = await linter.report(this.file(name));
    return { report, typescript: this.#sources.get(this.file(name)) ?? null };
  }

  /** What a linter without an editor finds in the same texts. */
  async lookBeside(name: string): Promise<FileReport> {
    this.#other ??= await createLinter(this.#options);
    for (const [file, text] of this.#open) this.#other.update(file, text);
    return this.#other.report(this.file(name));
  }

  dispose(): void {
    this.program.dispose();
    rmSync(this.root, { recursive: true, force: true });
  }

  async #ownLinter(): Promise<Linter> {
    this.#linter ??= await createLinter({ ...this.#options, loadAnalyser: analysersWith(this.program) });
    return this.#linter;
  }

  get #options(): LinterOptions {
    return { root: this.root, settings: defaultLintSettings, baseline: null, cacheFolder: null };
  }
}
