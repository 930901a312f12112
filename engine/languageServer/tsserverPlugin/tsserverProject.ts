/** A file of the editor as tsserver has it. */
import type ts from 'typescript-5.9';
import { textDigest } from './jsonLines';

type Service = ts.server.ProjectService;

/** The project of a file that is open; null if it is in none, or its server reads no imports. */
export function projectOf(service: Service, path: string): ts.server.Project | null {
  const isSemantic = (service.serverMode as number) === 0;
  const info = isSemantic ? service.getScriptInfo(path) : undefined;
  if (info?.isScriptOpen() !== true) return null;
  try {
    const project = info.getDefaultProject();
    return project.languageServiceEnabled ? project : null;
  } catch {
    // That is how it says that the file is in no project yet.
    return null;
  }
}

const digests = new WeakMap<ts.server.ScriptInfo, { readonly version: string; readonly digest: string }>();

/** Whether tsserver has these texts. A file that it does not know cannot make a difference. */
export function hasTexts(
  service: Service,
  program: ts.Program,
  texts: Readonly<Record<string, string | null>>,
): boolean {
  return Object.entries(texts).every(([path, digest]) => {
    const info = service.getScriptInfo(path);
    const isThere = info !== undefined && program.getSourceFile(info.fileName) !== undefined;
    if (!isThere) return true;
    return digest !== null && digestOf(info) === digest;
  });
}

function digestOf(info: ts.server.ScriptInfo): string {
  const version = info.getLatestVersion();
  const known = digests.get(info);
  if (known?.version === version) return known.digest;
  const snapshot = info.getSnapshot();
  const digest = textDigest(snapshot.getText(0, snapshot.getLength()));
  digests.set(info, { version, digest });
  return digest;
}
