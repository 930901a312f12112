import { strict as assert } from 'node:assert';
import { EngineError } from '../../engine/platform/errors';

/**
 * The result of `work`, or null if it refused its input as a person can understand it.
 * @throws what else was thrown
 */
export async function acceptedOrRefused<T>(work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'internal') throw error;
    assert.notEqual(error.message.trim(), '');
    return null;
  }
}
