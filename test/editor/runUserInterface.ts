import type { SuiteSummary } from './runSuite';

export function runUserInterface(_folder: string): Promise<SuiteSummary> {
  return Promise.resolve({ passed: 0, failed: 0, skipped: 0 });
}
