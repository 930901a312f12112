import * as vscode from 'vscode';

/** Languages that float zeros are looked for in; the manifest's activation events name the same. */
export const languages = [
  'python',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
] as const;

/** The documents that are synchronized with the server: files, texts that were never saved, and cells of notebooks. */
export const documentSelector = [
  ...languages.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ scheme, language }))),
  { notebook: 'jupyter-notebook', language: 'python' },
];

/** The same for what the editor shows beside documents. */
export const editorSelector: vscode.DocumentSelector = [
  ...languages.map((language) => ({ language })),
  { notebookType: 'jupyter-notebook', language: 'python' },
];

/** Whether the editor's TypeScript looks at such a document, too. */
export function isScript({ languageId }: vscode.TextDocument): boolean {
  return languageId !== 'python' && languages.some((language) => language === languageId);
}

export function isLinted(document: vscode.TextDocument): boolean {
  return vscode.languages.match(editorSelector, document) > 0;
}
