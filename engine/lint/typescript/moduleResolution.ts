import ts from 'typescript-5.9';
import { shapeFolder } from './declarations';
import type { CompilerFiles } from './compilerFiles';
import { libraryNamed, whereMissing } from './libraryNames';

/** Resolves the imports of a program: decimal libraries to their shapes, all else as the project says. */
export class ModuleResolver {
  readonly #host: ts.ModuleResolutionHost;
  readonly #options: ts.CompilerOptions;
  readonly cache: ts.ModuleResolutionCache;
  readonly #files: CompilerFiles;

  constructor(folder: string, options: ts.CompilerOptions, files: CompilerFiles) {
    this.#options = options;
    this.#files = files;
    this.#host = {
      fileExists: (fileName) => files.fileExists(fileName),
      readFile: (fileName) => files.read(fileName),
      directoryExists: (name) => files.folderExists(name),
      getCurrentDirectory: () => folder,
      useCaseSensitiveFileNames: true,
    };
    this.cache = ts.createModuleResolutionCache(folder, (name) => name, options);
  }

  resolve(
    literals: readonly ts.StringLiteralLike[],
    containingFile: string,
  ): ts.ResolvedModuleWithFailedLookupLocations[] {
    return literals.map(({ text }) => ({ resolvedModule: this.#resolveOne(text, containingFile) }));
  }

  /** The file that one specifier leads to. */
  fileOf(specifier: string, containingFile: string): string | undefined {
    return this.#resolveOne(specifier, containingFile)?.resolvedFileName;
  }

  #resolveOne(name: string, containingFile: string): ts.ResolvedModuleFull | undefined {
    const library = libraryNamed(name);
    if (library !== null && !whereMissing.has(library)) return shapeOf(library);
    const { resolvedModule } = ts.resolveModuleName(
      name,
      containingFile,
      this.#options,
      this.#host,
      this.cache,
    );
    if (library === null) return resolvedModule;
    const isMissing = resolvedModule === undefined || isScript(resolvedModule.extension);
    return isMissing || this.#isStub(resolvedModule.resolvedFileName) ? shapeOf(library) : resolvedModule;
  }

  /** A Prisma client that was never generated knows no decimals. */
  #isStub(fileName: string): boolean {
    const client = /^(.*\/node_modules\/)@prisma\/client\/[^/]*$/.exec(fileName)?.[1];
    if (client === undefined) return false;
    const generated = this.#files.read(`${client}.prisma/client/index.d.ts`);
    return generated?.includes('Decimal') !== true;
  }
}

function shapeOf(library: string): ts.ResolvedModuleFull {
  return {
    resolvedFileName: `${shapeFolder}${library}.d.ts`,
    extension: ts.Extension.Dts,
    isExternalLibraryImport: true,
  };
}

function isScript(extension: string): boolean {
  return ['.js', '.jsx', '.mjs', '.cjs', '.json'].includes(extension);
}
