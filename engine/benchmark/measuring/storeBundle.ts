import type { Bundle } from '../../ledger/data/bundle';
import { writeBundleFile } from '../../ledger/data/bundleFile';
import { notStored } from '../../platform/temporaryFolder';

/**
 * Writes the bundle where the measuring processes read it.
 * @throws EngineError that names the folder for temporary files, e.g. if its disk is full
 */
export function storeBundle(file: string, bundle: Bundle): void {
  try {
    writeBundleFile(file, bundle);
  } catch (error) {
    throw notStored(error);
  }
}
