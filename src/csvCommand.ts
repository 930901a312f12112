import path from 'node:path';
import * as vscode from 'vscode';
import type { BacktestParameters, Strategy } from '../engine/protocol/vocabulary';
import { visibleLine } from '../engine/presentation/visibleText';
import { refuseUntrusted, type RunBenchmark } from './runBenchmark';
import {
  parseCount,
  parsePlainDecimal,
  parseStrategyFields,
  strategyChoices,
  type StrategyChoice,
} from './strategyInput';

/** What can be chosen for a file besides its strategy. */
interface FileRun {
  readonly parameters: BacktestParameters;
  readonly roundInputs: boolean;
}

/** `Run Decimal Benchmark on This File…`: asks for the strategy, then for what else should differ, and runs. */
export async function runOnFile(runs: RunBenchmark, given: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void refuseUntrusted();
    return;
  }
  const file = given instanceof vscode.Uri ? given : (fileInFront() ?? (await chooseFile()));
  if (file === undefined || !(await isUsable(file))) return;
  const strategy = await askStrategy(visibleLine(path.basename(file.fsPath)));
  if (strategy === undefined) return;
  const chosen = await askRest({ parameters: { strategy, ...defaults }, roundInputs: false });
  if (chosen === undefined) return;
  await runs.start({ work: { kind: 'file', path: file.fsPath, ...chosen }, engines: null });
}

const defaults = { warmup: 0, capital: '100000', quantity: '100', slippageBps: '5', commission: '0.001' };

function fileInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return isFile && isCsv(input.uri) ? input.uri : undefined;
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    filters: { CSV: ['csv'] },
    openLabel: 'Run Benchmark',
  });
  return chosen?.[0];
}

/** The engine reads from the disk: the file must be on it, with everything that was typed into it. */
async function isUsable(file: vscode.Uri): Promise<boolean> {
  if (file.scheme !== 'file' || !isCsv(file)) {
    void vscode.window.showWarningMessage('Only a saved .csv file can be measured.');
    return false;
  }
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  return open?.isDirty === true ? open.save() : true;
}

function isCsv(file: vscode.Uri): boolean {
  return file.path.toLowerCase().endsWith('.csv');
}

async function askStrategy(title: string): Promise<Strategy | undefined> {
  const choice = await vscode.window.showQuickPick(strategyChoices(), {
    title,
    placeHolder: 'Select the strategy to run on this file',
  });
  return choice === undefined ? undefined : askFields(title, choice);
}

async function askFields(
  title: string,
  { strategy, label, prompt, value }: StrategyChoice,
): Promise<Strategy | undefined> {
  const text = await vscode.window.showInputBox({
    title: `${title} · ${label}`,
    prompt,
    value,
    validateInput(input) {
      const parsed = parseStrategyFields(strategy, input);
      return 'problem' in parsed ? parsed.problem : undefined;
    },
  });
  if (text === undefined) return undefined;
  const parsed = parseStrategyFields(strategy, text);
  return 'problem' in parsed ? undefined : parsed;
}

interface RestItem extends vscode.QuickPickItem {
  /** Asks for another value; undefined if nothing was changed. Without it the item runs. */
  readonly change?: () => Promise<FileRun | undefined>;
}

/** Offers to run at once, or to change one value after the other first. */
async function askRest(initial: FileRun): Promise<FileRun | undefined> {
  let current = initial;
  for (;;) {
    const choice = await vscode.window.showQuickPick(restItems(current), {
      title: 'Run, or change a parameter',
    });
    if (choice === undefined) return undefined;
    if (choice.change === undefined) return current;
    current = (await choice.change()) ?? current;
  }
}

function restItems(run: FileRun): RestItem[] {
  const { parameters } = run;
  const withParameters = (changed: Partial<BacktestParameters>) => ({
    ...run,
    parameters: { ...parameters, ...changed },
  });
  const decimal = (
    key: 'capital' | 'quantity' | 'slippageBps' | 'commission',
    label: string,
    positive: boolean,
  ) => ({
    label,
    description: parameters[key],
    change: async () => {
      const value = await askText(label, parameters[key], (text) => decimalProblem(text, positive));
      return value === undefined
        ? undefined
        : withParameters({ [key]: parsePlainDecimal(value) ?? parameters[key] });
    },
  });
  const warmup = 'Warm-up bars without trades';
  return [
    { label: '$(play) Run' },
    {
      label: warmup,
      description: String(parameters.warmup),
      change: async () => {
        const value = await askText(warmup, String(parameters.warmup), countProblem);
        return value === undefined
          ? undefined
          : withParameters({ warmup: parseCount(value) ?? parameters.warmup });
      },
    },
    decimal('capital', 'Capital', true),
    decimal('quantity', 'Quantity of a position', true),
    decimal('slippageBps', 'Slippage in basis points', false),
    decimal('commission', 'Commission per unit', false),
    {
      label: 'Values with more than 8 fractional digits',
      description: run.roundInputs ? 'are rounded and counted' : 'are refused',
      change: () => Promise.resolve({ ...run, roundInputs: !run.roundInputs }),
    },
  ];
}

function askText(
  prompt: string,
  value: string,
  problemOf: (text: string) => string | undefined,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({ prompt, value, validateInput: problemOf });
}

function countProblem(text: string): string | undefined {
  return parseCount(text) === null ? 'Enter a whole number, 0 or more.' : undefined;
}

function decimalProblem(text: string, positive: boolean): string | undefined {
  const value = parsePlainDecimal(text);
  if (value === null) return 'Enter a decimal with at most 8 fractional digits, e.g. 0.001.';
  return positive && value === '0' ? 'Enter a value above 0.' : undefined;
}
