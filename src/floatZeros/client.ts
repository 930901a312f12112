import path from 'node:path';
import * as vscode from 'vscode';
import {
  LanguageClient,
  TransportKind,
  type ConfigurationParams,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { EditorProgramEndpoint } from '../../engine/protocol/editorProgram';
import { floatZerosSection, type InitializationOptions } from '../../engine/protocol/languageServer';
import { CrashHandler } from './crashHandler';
import { documentSelector } from './languages';

/** The command that a rule's code links to. */
const openRuleCommand = 'decimalBenchmark.openRuleDocumentation';

/**
 * A client of the server that the extension brings along, not started yet.
 * @param endpoint - where the plugin of the editor's TypeScript comes to; null if there is none
 */
export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  endpoint: EditorProgramEndpoint | null,
): LanguageClient {
  const module = context.asAbsolutePath(path.join('dist', 'engine', 'languageServer.cjs'));
  const server = { module, transport: TransportKind.ipc };
  return new LanguageClient(
    'decimalBenchmark',
    'Decimal Benchmark',
    { run: server, debug: server },
    options(log, endpoint),
  );
}

function options(
  log: vscode.LogOutputChannel,
  endpoint: EditorProgramEndpoint | null,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    documentationLink: `command:${openRuleCommand}?${encodeURIComponent('["')}{code}${encodeURIComponent('"]')}`,
    workspaceAfterScan: true,
    editorProgram: endpoint,
    trusted: vscode.workspace.isTrusted,
  };
  return {
    documentSelector,
    outputChannel: log,
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
    markdown: { isTrusted: { enabledCommands: [openRuleCommand] } },
    errorHandler: new CrashHandler(log),
    middleware: {
      workspace: { configuration: (parameters) => configuration(parameters) },
    },
  };
}

/** Only what people have set: if they have not, a project's own file and then the defaults decide. */
function configuration({ items }: ConfigurationParams): Record<string, unknown>[] {
  return items.map(({ scopeUri, section }) => {
    const scope = scopeUri === undefined ? null : vscode.Uri.parse(scopeUri);
    return section === floatZerosSection ? setValues(vscode.workspace.getConfiguration(section, scope)) : {};
  });
}

function setValues(settings: vscode.WorkspaceConfiguration): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(settings)) {
    const found = settings.inspect<unknown>(key);
    if (found === undefined) continue;
    const set = [found.globalValue, found.workspaceValue, found.workspaceFolderValue];
    if (set.some((value) => value !== undefined)) values[key] = settings.get<unknown>(key);
  }
  return values;
}
