import path from 'node:path';
import ts from 'typescript-5.9';
import { nestedTooDeep } from '../../platform/readFile';
import type { CompilerFiles } from './compilerFiles';

export interface ProjectOptions {
  readonly options: ts.CompilerOptions;
  /** Whether the project's own types tell null from the rest. */
  readonly isStrict: boolean;
}

/**
 * Options for a program that is asked for types only: from the project, how imports are resolved and JSX is read; from
 * here, the strictest inference, one standard library and no global types, which no decimal hangs on.
 *
 * @param configPath the project's tsconfig.json or jsconfig.json; null if it has none
 */
export function projectOptions(configPath: string | null, files: CompilerFiles): ProjectOptions {
  const read = configPath === null ? {} : usableOptions(configPath, files);
  return {
    options: { ...read, ...fixedOptions },
    // Without a configuration, types are taken at their word.
    isStrict: configPath === null || checksNull(read),
  };
}

/** Whether types tell null from the rest under the options, as they are written. */
export function checksNull({ strictNullChecks, strict }: ts.CompilerOptions): boolean {
  return strictNullChecks ?? strict ?? false;
}

const fixedOptions: ts.CompilerOptions = {
  allowJs: true,
  checkJs: false,
  noEmit: true,
  noLib: false,
  lib: ['lib.esnext.d.ts'],
  libReplacement: false,
  types: [],
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  // Without the one, `import * as Big` would be no constructor; with the other, `import Big` is one all the same.
  esModuleInterop: false,
  allowSyntheticDefaultImports: true,
  resolveJsonModule: false,
  skipLibCheck: true,
  strict: true,
  noImplicitAny: true,
  strictNullChecks: true,
  // What an index gives may be missing: `if (!balances[key])` asks for that.
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: false,
  verbatimModuleSyntax: false,
  isolatedModules: false,
  composite: false,
  incremental: false,
  declaration: false,
  maxNodeModuleJsDepth: 0,
  noResolve: false,
};

/** No options if the compiler's parser, which is recursive, exhausts the stack on them. */
function usableOptions(configPath: string, files: CompilerFiles): ts.CompilerOptions {
  try {
    return readOptions(configPath, files);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    files.refuse(configPath, nestedTooDeep().reason);
    return {};
  }
}

/** @param configPath a configuration; where it only lists others, the first of those that is for the product itself */
function readOptions(configPath: string, files: CompilerFiles): ts.CompilerOptions {
  const parsed = parseConfig(configPath, files);
  const references = parsed.projectReferences ?? [];
  const isList = references.length > 0 && Array.isArray(parsed.raw.files) && parsed.raw.files.length === 0;
  if (!isList) return parsed.options;
  const paths = references.map(({ path: each }) => ts.resolveProjectReferencePath({ path: each }));
  const product = paths.find(
    (each) => !/\b(?:node|spec|test|tests|e2e|vitest)\b/.test(path.posix.basename(each)),
  );
  const chosen = product ?? paths[0];
  return chosen === undefined ? parsed.options : parseConfig(chosen, files).options;
}

interface Parsed {
  readonly options: ts.CompilerOptions;
  readonly projectReferences: readonly ts.ProjectReference[] | undefined;
  readonly raw: { readonly files?: unknown };
}

function parseConfig(configPath: string, files: CompilerFiles): Parsed {
  const { config } = ts.readConfigFile(configPath, (fileName) => files.read(fileName)) as {
    config?: unknown;
  };
  const raw = typeof config === 'object' && config !== null ? config : {};
  const { options, projectReferences } = ts.parseJsonConfigFileContent(
    raw,
    {
      useCaseSensitiveFileNames: true,
      fileExists: (fileName) => files.fileExists(fileName),
      readFile: (fileName) => files.read(fileName),
      // Which files belong to the project is the analyser's matter.
      readDirectory: () => [],
    },
    path.posix.dirname(configPath),
    undefined,
    configPath,
  );
  return { options, projectReferences, raw };
}
