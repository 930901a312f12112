import * as vscode from 'vscode';
import { Findings } from './findings';
import { fixAllInFile } from './fixAllCommand';
import { FloatZeroStatus } from './languageStatus';
import { OverviewDocument } from './overviewDocument';
import { openRuleDocumentation } from './ruleDocumentation';
import { scanWorkspace } from './scanCommand';
import { FloatZeroServer } from './server';
import { addTrap, runTestsWithTrap } from './trapCommands';
import { FloatZerosView, type FloatZeroNode } from './view';

/** What of it others, and the tests, may read. */
export interface FloatZerosApi {
  /** Whether the server was started. */
  readonly started: boolean;
  /** What the view holds below a node; without one, its roots. */
  children(node?: FloatZeroNode): FloatZeroNode[];
  item(node: FloatZeroNode): vscode.TreeItem;
  readonly statusItem: vscode.LanguageStatusItem;
}

/** Finding float zeros: the server, its view, its status item, its commands. */
export function registerFloatZeros(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): FloatZerosApi {
  const server = new FloatZeroServer(context, log);
  const findings = new Findings();
  const view = new FloatZerosView(findings);
  const status = new FloatZeroStatus(findings, server);
  const overview = new OverviewDocument(server);
  const command = (name: string, callback: (argument: unknown) => unknown) =>
    vscode.commands.registerCommand(`decimalBenchmark.${name}`, callback);
  context.subscriptions.push(
    server,
    findings,
    view,
    status,
    overview,
    command('scanFloatZeros', () => scanWorkspace(server)),
    command('showMigrationOverview', () => overview.show()),
    command('fixAllFloatZeros', () => fixAllInFile()),
    command('restartFloatZeroServer', () => server.restart()),
    command('openRuleDocumentation', (given) => openRuleDocumentation(context.extensionUri, given)),
    command('addFloatOperationTrap', () => addTrap(server)),
    command('runTestsWithTrap', () => runTestsWithTrap(server, log)),
  );
  return {
    get started() {
      return server.started;
    },
    children: (node) => view.getChildren(node),
    item: (node) => view.getTreeItem(node),
    statusItem: status.item,
  };
}
