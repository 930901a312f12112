/** What the editor can do, and what the server offers to it. */
import {
  CodeActionKind,
  MarkupKind,
  TextDocumentSyncKind,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { fixAllKind, trapKind } from '../protocol/languageServer';

export interface ClientAbilities {
  /** Asks for diagnostics itself; else they are sent. */
  readonly pullsDiagnostics: boolean;
  /** Accepts a request to pull diagnostics again. */
  readonly refreshesDiagnostics: boolean;
  readonly givesConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly changesFolders: boolean;
  readonly versionedEdits: boolean;
  /** Makes files as a part of an edit. */
  readonly createsFiles: boolean;
  /** Asks for an action's edit only once the action is chosen. */
  readonly resolvesEdits: boolean;
  readonly markdownHover: boolean;
}

export function abilitiesOf({ capabilities }: InitializeParams): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    givesConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
  };
}

export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    notebookDocumentSync: {
      notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: [{ language: 'python' }] }],
    },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: 'decimalBenchmark',
        interFileDependencies: true,
        workspaceDiagnostics: true,
      },
    }),
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, trapKind],
      resolveProvider: client.resolvesEdits,
    },
    hoverProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
