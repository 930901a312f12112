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

  release(): void {
    this.workspace.release();
  }
}
