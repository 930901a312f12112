/** Runs one folder of suites in an editor that is started for it. */
import { runTests } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../../engine/protocol/check';
import { failedSuite, SuiteSummary } from './suiteSummary';

export interface SuiteRun {
  readonly executable: string;
  readonly extension: string;
  readonly entry: string;
  /** A folder under `suite/`. */
  readonly suite: string;
  /** Folder or workspace file to open; null for an empty window. */
  readonly opened: string | null;
  readonly trusted: boolean;
  /** Folder for everything that this run writes. */
  readonly folder: string;
}

/** The compiler that the editor's TypeScript server runs on. */
const compilerFolder = path.join(__dirname, '..', '..', 'node_modules', 'typescript-5.9', 'lib');

/** @throws Error if the editor ended without a summary */
export async function runSuite(run: SuiteRun): Promise<SuiteSummary> {
  const userFolder = path.join(run.folder, 'user');
  const summaryFile = path.join(run.folder, 'summary.json');
  mkdirSync(path.join(userFolder, 'User'), { recursive: true });
  const settings = {
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
    // The browser workbench has no TypeScript of its own, and newer editors have another name for the setting.
    'typescript.tsdk': compilerFolder,
    'js/ts.tsdk.path': compilerFolder,
  };
  writeFileSync(path.join(userFolder, 'User', 'settings.json'), JSON.stringify(settings));
  const editor = {
    vscodeExecutablePath: run.executable,
    extensionDevelopmentPath: run.extension,
    extensionTestsPath: run.entry,
    extensionTestsEnv: {
      DECIMAL_BENCHMARK_SUITE: run.suite,
      DECIMAL_BENCHMARK_SUITE_SUMMARY: summaryFile,
    },
    launchArgs: [
      ...(run.opened === null ? [] : [run.opened]),
      `--user-data-dir=${userFolder}`,
      `--extensions-dir=${path.join(run.folder, 'extensions')}`,
    ],
  };
  const failure = await (run.trusted ? runTests(editor) : runUntrusted(editor)).then(
    () => null,
    (error: unknown) => error,
  );
  const summary = readSummary(summaryFile);
  // An editor that fails after its suite has passed counts as a failure.
  if (failure === null || summary.failed > 0) return summary;
  const reason = failure instanceof Error ? failure.message : 'the editor failed';
  return { ...summary, failed: 1, failedTests: [`${run.suite}: ${reason}`] };
}

interface Editor {
  readonly vscodeExecutablePath: string;
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  readonly extensionTestsEnv: Readonly<Record<string, string>>;
  readonly launchArgs: readonly string[];
}

/** As `runTests`, which switches workspace trust off in every window that it opens. */
async function runUntrusted(editor: Editor): Promise<void> {
  const line = [
    ...editor.launchArgs,
    ...['--no-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
    `--extensionTestsPath=${editor.extensionTestsPath}`,
    `--extensionDevelopmentPath=${editor.extensionDevelopmentPath}`,
  ];
  const child = spawn(editor.vscodeExecutablePath, line, {
    env: { ...process.env, ...editor.extensionTestsEnv },
    stdio: ['pipe', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error(`the editor ended with ${code ?? 'a signal'}`);
}

function readSummary(file: string): SuiteSummary {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return failedSuite('The editor ended without a summary');
  }
  return check(SuiteSummary, JSON.parse(text), 'summary of the suite');
}
