/** What a run does if nobody says otherwise: the command line and the editor's settings agree on these. */
import type { EngineName, Storage } from './vocabulary';

interface RunDefaults {
  readonly launches: number;
  /** Samples an engine in all, spread over the launches. */
  readonly runs: number;
  readonly engines: readonly EngineName[];
  readonly storage: Storage;
  readonly targetPercent: number;
  /** Percentage points; 0 for a fixed number of launches. */
  readonly precisionPercent: number;
  /** What launches may take in all where they are added for precision. */
  readonly maxMinutes: number;
}

export const runDefaults: RunDefaults = {
  launches: 5,
  runs: 40,
  engines: ['float', 'decimal.js', 'native', 'native-float'],
  storage: 'i64',
  targetPercent: 30,
  precisionPercent: 0,
  maxMinutes: 5,
};

/** A run of fewer launches is a quick look: its words rest on too little to rely on. */
export const launchesForClaim = 5;
