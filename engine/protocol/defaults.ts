/** What a run does where nobody says otherwise: the command line and the editor's settings agree on these. */
import type { EngineName, Storage } from './vocabulary';

interface RunDefaults {
  readonly launches: number;
  /** Samples an engine in all, spread over the launches. */
  readonly runs: number;
  readonly engines: readonly EngineName[];
  readonly storage: Storage;
  readonly targetPercent: number;
}

export const runDefaults: RunDefaults = {
  launches: 5,
  runs: 40,
  engines: ['float', 'decimal.js', 'native', 'native-float'],
  storage: 'i64',
  targetPercent: 30,
};

/** Fewer launches than this make no claim: the run is a quick look. */
export const launchesForClaim = 5;
