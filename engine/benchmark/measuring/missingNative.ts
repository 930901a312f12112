/** The package without the native module measures the engines that need none. */
import { isUniversalPackage } from '../../ledger/native';
import type { RunOptions } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';

const nativeEngines: readonly EngineName[] = ['native', 'native-float'];

export interface WithoutNative {
  readonly options: RunOptions;
  /** What is left out and why, in words. */
  readonly warning: string;
}

/**
 * The run without the engines that need the native module, in a package that was made without it, where they may be left
 * out. In every other one a module that is missing or cannot be loaded is a fault, and is never passed over.
 * @returns null if nothing is left out
 */
export function withoutMissingNative(options: RunOptions): WithoutNative | null {
  const { missingEngines, ...rest } = options;
  const left = options.engines.filter((engine) => !nativeEngines.includes(engine));
  if (missingEngines === undefined || left.length === 0 || left.length === options.engines.length)
    return null;
  if (!isUniversalPackage()) return null;
  const { precision, ...fixed } = rest;
  const out = options.engines.filter((engine) => nativeEngines.includes(engine));
  const launches =
    precision === undefined
      ? ''
      : ' The number of launches is fixed, for want of the comparison that was to become precise.';
  return {
    options: { ...fixed, engines: left },
    warning: `This package has no native module: ${out.join(' and ')} ${out.length === 1 ? 'is' : 'are'} left out, and ${left.join(' and ')} measured.${launches} The package made for this platform has all engines.`,
  };
}
