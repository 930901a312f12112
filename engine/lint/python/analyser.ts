import type { LintSettings } from '../../protocol/lint';
import type { Analyser } from '../analyser';
import type { Finding } from '../finding';
import { findingsOf } from './findings';
import { pythonParser } from './grammar';
import { Workspace } from './workspace';

/** Makes an analyser of Python files; loads the parser at the first call. */
export async function createPythonAnalyser(
  settings: Pick<LintSettings, 'vocabulary' | 'decimalTypes'>,
): Promise<Analyser> {
  return new PythonAnalyser(new Workspace(await pythonParser(), settings));
}

const unreadable: ReadonlySet<string> = new Set(['ERROR']);
/** Characters of code that a note quotes. */
const longestQuote = 40;

class PythonAnalyser implements Analyser {
  constructor(private readonly workspace: Workspace) {}

  update(path: string, text: string | null): void {
    this.workspace.update(path, text);
  }

  findings(path: string): readonly Finding[] {
    return findingsOf(this.workspace, path);
  }

  ledgerSites(path: string): number {
    return this.workspace.check(path)?.ledger.size ?? 0;
  }

  /** What cannot be read may hide a float: nobody should take silence on it for a clean file. */
  notes(path: string): readonly string[] {
    if (this.workspace.check(path) === null) return [];
    const { tree } = this.workspace.source(path);
    const [first] = tree.nodesOf(unreadable);
    if (first === undefined) return [];
    const line = tree.textOf(first).split('\n', 1)[0]?.trim().slice(0, longestQuote) ?? '';
    return [`It is looked at in part only: its syntax cannot be read near \`${line}\`.`];
  }

  release(): void {
    this.workspace.release();
  }
}
