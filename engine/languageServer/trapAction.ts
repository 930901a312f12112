/** The action that adds the trap of `decimal.FloatOperation` to the `conftest.py` nearest to a document. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import { EngineError } from '../platform/errors';
import { isNotebook, languageOf } from '../lint/languages';
import { trapKind } from '../protocol/languageServer';
import { conftestEditFor, isTestFile, type ConftestEdit } from './conftestEdit';
import type { Documents } from './documents';
import { pathOfUri, uriOfPath } from './fileAddress';
import { difference } from './fixAllEdits';
import { editOfDocuments } from './workspaceEdit';

export interface TrapActionDependencies {
  readonly documents: Documents;
  readonly versionedEdits: boolean;
  /** Whether the editor makes files as a part of an edit. */
  readonly createsFiles: boolean;
  /** The folder that a file belongs to. */
  readonly rootOf: (file: string) => string;
}

/** The action without its edit; null if the trap is there already, or where no tests could be meant. */
export function trapAction(
  uri: string,
  hasFinding: boolean,
  dependencies: TrapActionDependencies,
): CodeAction | null {
  if (!hasFinding && !isTestOfDecimals(uri, dependencies.documents)) return null;
  if (editFor(uri, dependencies) === null) return null;
  const data = { does: 'trap', uri };
  return { title: 'Add the FloatOperation trap to conftest.py', kind: trapKind, data };
}

/** Its edit; null if the trap has been added meanwhile. */
export function trapWorkspaceEdit(uri: string, dependencies: TrapActionDependencies): WorkspaceEdit | null {
  const found = editFor(uri, dependencies);
  if (found === null) return null;
  const { file, before, after } = found;
  const change = after === null ? null : difference(before ?? '', after);
  if (change === null) return null;
  const target = dependencies.documents.uriOf(file);
  const open = dependencies.documents.get(target);
  const document = open ?? TextDocument.create(target, 'python', 0, before ?? '');
  const range = { start: document.positionAt(change.start), end: document.positionAt(change.end) };
  const edit = editOfDocuments(
    [{ uri: target, version: open?.version ?? null, range, newText: change.text }],
    dependencies.versionedEdits,
  );
  if (before !== null || !dependencies.createsFiles || edit.documentChanges === undefined) return edit;
  const created = { kind: 'create' as const, uri: uriOfPath(file), options: { ignoreIfExists: true } };
  return { documentChanges: [created, ...edit.documentChanges] };
}

/** In a test, the action is offered also without a finding, where decimals are spoken of. */
function isTestOfDecimals(uri: string, documents: Documents): boolean {
  const file = pathOfUri(uri);
  return file !== null && isTestFile(file) && /decimal/i.test(documents.get(uri)?.getText() ?? '');
}

/** No test imports a notebook, or what lies on no disk. A `conftest.py` that cannot be read is not changed. */
function editFor(uri: string, { documents, rootOf }: TrapActionDependencies): ConftestEdit | null {
  const file = pathOfUri(uri);
  if (file === null || isNotebook(file) || languageOf(file) !== 'python') return null;
  try {
    return conftestEditFor(file, rootOf(file), documents);
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}
