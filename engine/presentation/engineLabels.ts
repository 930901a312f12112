import type { EngineName } from '../protocol/vocabulary';

/** What each engine is to a reader who does not know its name. */
export const engineMeaning: Record<EngineName, string> = {
  native: 'exact decimals, Rust',
  'native-float': 'floats, the same Rust',
  float: 'JavaScript floats',
  'decimal.js': 'exact decimals, decimal.js',
};

/** The engine's name, and whether it is the second `float` of each launch. */
export function engineLabel({ engine, control }: { engine: EngineName; control: boolean }): string {
  return control ? `${engine} (control)` : engine;
}
