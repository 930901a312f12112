import { existsSync } from 'node:fs';
import path from 'node:path';
import { EngineError } from './errors';

/**
 * The folder with the bundles of the engine's processes, seen from any bundle of the product or from the sources.
 * @throws {@link EngineError} if nothing was built
 */
export function engineFolder(): string {
  const candidates = [__dirname, path.join(__dirname, 'engine'), path.join(__dirname, '../../dist/engine')];
  const found = candidates.find((folder) => existsSync(path.join(folder, 'coordinator.cjs')));
  if (found !== undefined) return found;
  throw new EngineError({
    code: 'internal',
    message: 'The engine is missing: coordinator.cjs is not there',
    where: candidates.join(', '),
    remedy: 'Build with `npm run build`, or install the extension again.',
  });
}
