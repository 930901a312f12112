/**
 * Entry of the plugin of tsserver: it answers the language server's questions from the program that the editor has
 * anyway, and changes nothing of what tsserver says. Nothing that fails here may reach tsserver.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type ts from 'typescript-5.9';
import * as v from 'valibot';
import { EditorProgramEndpoint } from '../../protocol/editorProgram';
import type * as analysis from './analysis';
import { Connection } from './connection';
import { RequestQueue } from './requestQueue';
import { versionProblem } from './compilerSupport';

type Compiler = typeof ts;

/** As tsserver calls it, once for each project. */
export function init({ typescript }: { readonly typescript: Compiler }): ts.server.PluginModule {
  plugin ??= new Plugin(typescript);
  const { create, configure } = plugin;
  return { create, onConfigurationChanged: configure };
}

let plugin: Plugin | undefined;

class Plugin {
  readonly #compiler: Compiler;
  readonly #connection: Connection;
  readonly #requests: RequestQueue;
  #service: ts.server.ProjectService | null = null;
  #analysis: typeof analysis | undefined;

  constructor(compiler: Compiler) {
    this.#compiler = compiler;
    this.#requests = new RequestQueue({
      load: () => this.#load(),
      service: () => this.#service,
      answer: (id, outcome) => this.#connection.send({ kind: 'answer', id, outcome }),
      onError: (error) => this.#reportError(error),
    });
    this.#connection = new Connection({
      typescript: compiler.version,
      refusal: versionProblem(compiler.version),
      onRequest: (request) => this.#requests.take(request),
      onDrop: (id) => this.#requests.drop(id),
      onClosed: () => this.#requests.clear(),
    });
  }

  readonly create = (info: ts.server.PluginCreateInfo): ts.LanguageService => {
    this.#guard(() => {
      this.#service ??= info.project.projectService;
      this.#open(info.config);
    });
    return info.languageService;
  };

  readonly configure = (config: unknown): void => {
    this.#guard(() => this.#open(config));
  };

  /** Of an editor's two servers, the one that reads no imports is of no use. */
  #open(config: unknown): void {
    const isSemantic = (this.#service?.serverMode as number | undefined) === 0;
    if (isSemantic && v.is(EditorProgramEndpoint, config)) this.#connection.open(config);
  }

  #load(): typeof analysis {
    // The bundle beside this one is a function of the compiler.
    const make = createRequire(__filename)(path.join(__dirname, 'analysis.js')) as (
      compiler: Compiler,
    ) => typeof analysis;
    this.#analysis ??= make(this.#compiler);
    return this.#analysis;
  }

  #guard(body: () => void): void {
    try {
      body();
    } catch (error) {
      this.#reportError(error);
    }
  }

  #reportError(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.send({ kind: 'trouble', text });
  }
}
