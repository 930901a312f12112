/** What is open in the editor, and how places of files become places of documents. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  NotebookDocuments,
  TextDocuments,
  type Connection,
  type NotebookDocument,
  type Range,
} from 'vscode-languageserver/node';
import type { TextEdit, TextRange } from '../lint/finding';
import { pathOfDocument, pathOfUri, uriOfPath } from './fileAddress';
import { notebookText, placeInCell, textInCell, type NotebookText } from './notebookText';

/** A range in a document as the editor addresses it. */
export interface DocumentRange {
  readonly uri: string;
  /** Null for a document that is not open. */
  readonly version: number | null;
  readonly range: Range;
}

export interface DocumentEdit extends DocumentRange {
  readonly newText: string;
}

/** Called with an absolute path, and with the text that the editor holds or null once it holds it no more. */
type ChangeListener = (file: string, text: string | null) => void;

interface OpenNotebook extends NotebookText {
  readonly file: string;
}

export class Documents {
  readonly #texts = new TextDocuments(TextDocument);
  readonly #notebooks = new NotebookDocuments(TextDocument);
  readonly #openFiles = new Map<string, TextDocument>();
  readonly #openNotebooks = new Map<string, OpenNotebook>();
  readonly #listeners: ChangeListener[] = [];
  #changes = 0;

  readonly #closedText: (file: string) => string | null;

  /** @param closedText - the text of a file that is not open, as places in it are meant */
  constructor(closedText: (file: string) => string | null) {
    this.#closedText = closedText;
  }

  listen(connection: Connection): void {
    this.#texts.onDidChangeContent(({ document }) => this.#hold(document));
    this.#texts.onDidClose(({ document }) => this.#drop(document));
    this.#notebooks.onDidOpen((notebook) => this.#holdNotebook(notebook));
    this.#notebooks.onDidChange(({ notebookDocument }) => this.#holdNotebook(notebookDocument));
    this.#notebooks.onDidClose((notebook) => this.#dropNotebook(notebook));
    this.#texts.listen(connection);
    this.#notebooks.listen(connection);
  }

  /** A number that differs once any document was opened, changed or closed: what was found before may be about another text. */
  get state(): number {
    return this.#changes;
  }

  onDidChange(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** The open files with their texts: a notebook's is that of its file. */
  *open(): Iterable<readonly [file: string, text: string]> {
    for (const [file, document] of this.#openFiles) yield [file, document.getText()];
    for (const { file, text } of this.#openNotebooks.values()) yield [file, text];
  }

  isOpen(file: string): boolean {
    return this.#openFiles.has(file) || this.#openNotebookOf(file) !== undefined;
  }

  /** URIs of all open documents; those of a notebook are its cells. */
  uris(): string[] {
    const cells = [...this.#openNotebooks.values()].flatMap((notebook) =>
      notebook.cells.map(({ uri }) => uri),
    );
    return [...[...this.#openFiles.values()].map(({ uri }) => uri), ...cells];
  }

  /** The file that a document is, or that its cell is a part of; null for one that is not known. */
  fileOf(uri: string): string | null {
    const notebook = this.#notebooks.findNotebookDocumentForCell(uri);
    if (notebook !== undefined) return this.#openNotebooks.get(notebook.uri)?.file ?? null;
    const document = this.#texts.get(uri);
    return document === undefined ? pathOfUri(uri) : pathOfDocument(uri, document.languageId);
  }

  /** The URI by which the editor knows a file. */
  uriOf(file: string): string {
    return this.#openFiles.get(file)?.uri ?? uriOfPath(file);
  }

  /** A document that is open, a cell among them. */
  get(uri: string): TextDocument | undefined {
    return this.#texts.get(uri) ?? this.#notebooks.cellTextDocuments.get(uri);
  }

  /**
   * Where a range of a file is for the editor; null for one of a notebook that is in no cell, or of a closed file that has
   * changed since it was analysed.
   */
  locate(file: string, range: TextRange): DocumentRange | null {
    const notebook = this.#openNotebookOf(file);
    if (notebook !== undefined) return this.#locateInCell(notebook, range);
    const document = this.#openFiles.get(file) ?? this.#closedDocument(file);
    if (document === null) return null;
    return { uri: document.uri, version: this.#versionOf(file), range: rangeIn(document, range) };
  }

  /** An edit of a file as one of a document; null as in {@link locate}, or if it is not within one cell. */
  locateEdit(file: string, edit: TextEdit): DocumentEdit | null {
    const place = this.locate(file, edit);
    if (place === null) return null;
    const notebook = this.#openNotebookOf(file);
    if (notebook === undefined) return { ...place, newText: edit.text };
    const newText = textInCell(edit.text);
    const isInOneCell = placeInCell(notebook, edit.start)?.uri === placeInCell(notebook, edit.end)?.uri;
    return newText === null || !isInOneCell ? null : { ...place, newText };
  }

  #locateInCell(notebook: OpenNotebook, { start, end }: TextRange): DocumentRange | null {
    const from = placeInCell(notebook, start);
    const to = placeInCell(notebook, end);
    const document = from === null ? undefined : this.get(from.uri);
    if (from === null || document === undefined) return null;
    const within = { start: from.offset, end: to?.uri === from.uri ? to.offset : from.offset };
    return { uri: from.uri, version: document.version, range: rangeIn(document, within) };
  }

  #versionOf(file: string): number | null {
    return this.#openFiles.get(file)?.version ?? null;
  }

  /** Null if the disk does not hold the text that was analysed: nobody knows where its places are then. */
  #closedDocument(file: string): TextDocument | null {
    const text = this.#closedText(file);
    return text === null ? null : TextDocument.create(uriOfPath(file), '', 0, text);
  }

  #openNotebookOf(file: string): OpenNotebook | undefined {
    return [...this.#openNotebooks.values()].find((notebook) => notebook.file === file);
  }

  #hold(document: TextDocument): void {
    const file = pathOfDocument(document.uri, document.languageId);
    if (file === null) return;
    this.#openFiles.set(file, document);
    this.#notifyChange(file, document.getText());
  }

  #drop({ uri, languageId }: TextDocument): void {
    const file = pathOfDocument(uri, languageId);
    if (file !== null && this.#openFiles.delete(file)) this.#notifyChange(file, null);
  }

  #holdNotebook(notebook: NotebookDocument): void {
    const file = pathOfUri(notebook.uri);
    if (file === null) return;
    const cells = notebook.cells.flatMap(({ document: uri }) => {
      const document = this.#notebooks.cellTextDocuments.get(uri);
      return document === undefined ? [] : [{ uri, source: document.getText() }];
    });
    const written = { file, ...notebookText(cells) };
    this.#openNotebooks.set(notebook.uri, written);
    this.#notifyChange(file, written.text);
  }

  #dropNotebook({ uri }: NotebookDocument): void {
    const notebook = this.#openNotebooks.get(uri);
    if (notebook === undefined) return;
    this.#openNotebooks.delete(uri);
    this.#notifyChange(notebook.file, null);
  }

  #notifyChange(file: string, text: string | null): void {
    this.#changes++;
    for (const listener of this.#listeners) listener(file, text);
  }
}

function rangeIn(document: TextDocument, { start, end }: TextRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
