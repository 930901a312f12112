import type { Bundle } from '../data/bundle';
import { writeBundleFile } from '../data/bundleFile';
import { EngineError } from '../errors';

/**
 * Writes the bundle where the measuring processes read it.
 * @throws {@link EngineError} where there is no room for it
 */
export function storeBundle(file: string, bundle: Bundle): void {
  try {
    writeBundleFile(file, bundle);
  } catch (error) {
    throw new EngineError(
      {
        code: 'internal',
        message: `The data cannot be handed to the engines: ${error instanceof Error ? error.message : String(error)}`,
        where: file,
        remedy: 'Free space in the folder for temporary files, or name another one in TMPDIR.',
      },
      { cause: error },
    );
  }
}
