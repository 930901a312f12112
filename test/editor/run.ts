/**
 * The editor tests: suites inside an editor's extension host, then the user interface in a browser workbench with the
 * packaged extension installed. Arguments choose parts by name: `workspace`, `floatZeros`, `restricted`, `empty`, `ui`, or
 * `ui:run` for one file of the last.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleSuites } from './bundleSuites';
import { chooseEditor } from './chooseEditor';
import { floatZerosWorkspace } from './floatZeroSources';
import { runSuite } from './runSuite';
import { runUserInterface } from './runUserInterface';
import { stageExtension } from './stageExtension';
import { failedSuite, nothingRun, type SuiteSummary } from './suiteSummary';
import { exampleWorkspace, twoFolders } from './workspaces';

const chosen = process.argv.slice(2);

void main();

async function main(): Promise<void> {
  // Short, since the workbench puts sockets into it, whose paths may have 108 bytes.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbt-'));
  let total = nothingRun;
  const add = (part: SuiteSummary) => {
    total = {
      passed: total.passed + part.passed,
      failed: total.failed + part.failed,
      skipped: total.skipped + part.skipped,
      failedTests: [...total.failedTests, ...part.failedTests],
    };
  };
  try {
    await runSuites(folder, add);
    const only = chosen.filter((part) => part.startsWith('ui:')).map((part) => part.slice('ui:'.length));
    if (isChosen('ui') || only.length > 0) add(await runUserInterface(folder, only));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(reason);
    add(failedSuite(reason));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  conclude(total);
}

async function runSuites(folder: string, add: (part: SuiteSummary) => void): Promise<void> {
  const suites = [
    { suite: 'workspace', trusted: true, opened: exampleWorkspace },
    { suite: 'floatZeros', trusted: true, opened: floatZerosWorkspace },
    { suite: 'restricted', trusted: false, opened: twoFolders },
    { suite: 'empty', trusted: true, opened: () => null },
  ].filter(({ suite }) => isChosen(suite));
  if (suites.length === 0) return;
  const executable = await chooseEditor(folder, (text) => console.log(text));
  const entry = await bundleSuites();
  for (const { suite, trusted, opened } of suites) {
    console.log(`\neditor suite: ${suite}`);
    const runFolder = path.join(folder, suite);
    mkdirSync(runFolder);
    const extension = stageExtension(runFolder);
    add(
      await runSuite({
        executable,
        extension,
        entry,
        suite,
        trusted,
        opened: opened(runFolder),
        folder: runFolder,
      }),
    );
  }
}

function isChosen(part: string): boolean {
  return chosen.length === 0 || chosen.includes(part);
}

function conclude(total: SuiteSummary): void {
  const file = process.env['DECIMAL_BENCHMARK_SUMMARY'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(total));
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`editor tests: ${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}
