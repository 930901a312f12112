import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { exportFormats } from '../engine/protocol/panel';
import type { LastEvent } from '../engine/protocol/run';
import { samplesCsv } from '../engine/presentation/samplesCsv';
import { refuseLinkedFolder } from '../engine/platform/linkedFolder';
import { writeWhole, type LinkRule } from '../engine/platform/writeWhole';
import type { BenchmarkRun } from './benchmarkRun';
import { noticeText } from './noticeText';

type ExportFormat = (typeof exportFormats)[number];
/** A run with its report. */
export type FinishedRun = Extract<LastEvent, { type: 'finished' }>;

const extensionOf = { json: 'json', markdown: 'md', png: 'png', csv: 'csv' } as const;

/** `Export Report…`: asks for the format and the file. A keybinding or a test may give both. */
export async function exportFromCommand(run: BenchmarkRun, given: unknown): Promise<void> {
  const finished = finishedRun(run);
  if (finished !== undefined) await exportRun(finished, given);
}

/** Exports any run: asks for the format and the file, if they are not given. */
export async function exportRun(finished: FinishedRun, given: unknown): Promise<void> {
  const { format = await askFormat(), target } = givenArguments(given);
  if (format === undefined) return;
  await exportReport(finished, format, null, target);
}

/** Export from the panel, which draws pictures itself and hands them over. */
export async function exportFromPanel(
  run: BenchmarkRun,
  format: ExportFormat,
  content: string | null,
): Promise<void> {
  const finished = finishedRun(run);
  if (finished !== undefined) await exportReport(finished, format, content, undefined);
}

function finishedRun(run: BenchmarkRun): FinishedRun | undefined {
  const last = run.shown?.snapshot.last;
  if (last?.type === 'finished') return last;
  void vscode.window.showInformationMessage('No report yet. Run the benchmark first.');
  return undefined;
}

/** The formats that need no open panel. */
const commandFormats = ['json', 'markdown', 'csv'] as const;

function givenArguments(given: unknown): { format?: ExportFormat; target?: vscode.Uri } {
  if (typeof given !== 'object' || given === null) return {};
  const format = commandFormats.find((name) => 'format' in given && given.format === name);
  const target = 'target' in given && given.target instanceof vscode.Uri ? given.target : undefined;
  return { ...(format !== undefined && { format }), ...(target !== undefined && { target }) };
}

async function askFormat(): Promise<ExportFormat | undefined> {
  const items: (vscode.QuickPickItem & { format: ExportFormat })[] = [
    {
      format: 'json',
      label: 'JSON',
      detail: 'Machine, options, every sample and all results.',
    },
    {
      format: 'markdown',
      label: 'Markdown',
      detail: 'A readable report, with charts as SVG files.',
    },
    { format: 'csv', label: 'CSV', detail: 'One sample per line.' },
  ];
  const placeHolder = 'To export pictures of the charts, use the panel.';
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.format;
}

async function exportReport(
  finished: FinishedRun,
  format: ExportFormat,
  content: string | null,
  given: vscode.Uri | undefined,
): Promise<void> {
  const target = given ?? (await askTarget(finished, format));
  if (target === undefined) return;
  try {
    await write(target, contentOf(finished, format, content), 'follow');
    if (format === 'markdown') await writeCharts(finished, vscode.Uri.joinPath(target, '..', 'charts'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The report could not be written: ${noticeText(reason)}`);
    return;
  }
  void offerToOpen(target, format);
}

async function askTarget(finished: FinishedRun, format: ExportFormat): Promise<vscode.Uri | undefined> {
  const extension = extensionOf[format];
  const date = finished.report.startedAt.slice(0, 10);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const name = `decimal-benchmark-${date}${finished.report.partial === null ? '' : '-partial'}.${extension}`;
  return vscode.window.showSaveDialog({
    filters: { [extension.toUpperCase()]: [extension] },
    defaultUri: vscode.Uri.joinPath(folder, name),
  });
}

function contentOf(finished: FinishedRun, format: ExportFormat, content: string | null): Uint8Array {
  switch (format) {
    case 'json':
      return utf8(`${JSON.stringify(finished.report, null, 2)}\n`);
    case 'markdown':
      return utf8(finished.markdown);
    case 'csv':
      return utf8(samplesCsv(finished.report.scenarios));
    case 'png':
      return pngOf(fromPanel(content));
  }
}

function fromPanel(content: string | null): string {
  if (content === null) throw new Error('the panel sent nothing to write');
  return content;
}

function pngOf(dataUrl: string): Uint8Array {
  const prefix = 'data:image/png;base64,';
  if (!dataUrl.startsWith(prefix)) throw new Error('the panel sent no PNG');
  return Buffer.from(dataUrl.slice(prefix.length), 'base64');
}

/** In one step if the file system is this machine's. */
async function write(target: vscode.Uri, content: Uint8Array, links: LinkRule): Promise<void> {
  if (target.scheme === 'file') await writeWhole(target.fsPath, content, links);
  else await vscode.workspace.fs.writeFile(target, content);
}

async function writeCharts({ charts }: FinishedRun, folder: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.createDirectory(folder);
  if (folder.scheme === 'file') await refuseLinkedFolder(folder.fsPath);
  for (const [name, svg] of Object.entries(charts)) {
    await write(vscode.Uri.joinPath(folder, path.posix.basename(name)), utf8(svg), 'replace');
  }
}

async function offerToOpen(target: vscode.Uri, format: ExportFormat): Promise<void> {
  const open = 'Open';
  const name = path.posix.basename(target.path);
  const choice = await vscode.window.showInformationMessage(`${noticeText(name)} was written.`, open);
  if (choice !== open) return;
  await vscode.commands.executeCommand(
    format === 'markdown' ? 'markdown.showPreview' : 'vscode.open',
    target,
  );
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
