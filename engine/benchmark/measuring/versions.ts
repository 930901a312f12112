import { devDependencies } from '../../../package.json';
import type { Versions } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { nativeVersions } from '../../ledger/native';
import { productVersion } from '../../platform/version';

/**
 * The versions of everything that takes part in a run. Libraries are bundled, at the versions that the package pins.
 * @throws EngineError `native-missing` or `native-unloadable` if a native engine is asked for and cannot be had
 */
export function readVersions(engines: readonly EngineName[]): Versions {
  const electron = process.versions['electron'];
  const needsNative = engines.includes('native') || engines.includes('native-float');
  return {
    product: productVersion,
    runtime: electron === undefined ? 'node' : 'electron',
    runtimeVersion: electron ?? process.versions.node,
    v8: process.versions.v8,
    decimalJs: devDependencies['decimal.js'],
    tinybench: devDependencies.tinybench,
    native: needsNative ? nativeVersions() : null,
  };
}
