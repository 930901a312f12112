/** Edits of files as one edit of the editor's documents. */
import { pushTo } from '../platform/multimap';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import type { FileEdits } from '../lint/finding';
import type { DocumentEdit, Documents } from './documents';

/**
 * @param versioned - whether the editor can refuse an edit of a document that has changed meanwhile
 * @returns null if a part of it is in no document, as beside the cells of a notebook
 */
export function workspaceEdit(
  files: readonly FileEdits[],
  documents: Documents,
  versioned: boolean,
): WorkspaceEdit | null {
  const located: DocumentEdit[] = [];
  for (const { path, edits } of files) {
    for (const edit of edits) {
      const place = documents.locateEdit(path, edit);
      if (place === null) return null;
      located.push(place);
    }
  }
  return editOfDocuments(located, versioned);
}

/** The same for edits that are placed already. */
export function editOfDocuments(located: readonly DocumentEdit[], versioned: boolean): WorkspaceEdit {
  const byUri = new Map<string, DocumentEdit[]>();
  for (const edit of located) pushTo(byUri, edit.uri, edit);
  const plain = (edits: readonly DocumentEdit[]) => edits.map(({ range, newText }) => ({ range, newText }));
  if (!versioned) {
    return { changes: Object.fromEntries([...byUri].map(([uri, edits]) => [uri, plain(edits)])) };
  }
  return {
    documentChanges: [...byUri].map(([uri, edits]) => ({
      textDocument: { uri, version: edits[0]?.version ?? null },
      edits: plain(edits),
    })),
  };
}
