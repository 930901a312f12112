import type { EngineName, Storage } from '../../protocol/vocabulary';
import { decimalJsEngine } from './decimalJs';
import type { Engine } from './engine';
import { floatEngine } from './float';
import { nativeEngine, nativeFloatEngine } from './native';

/**
 * The engine of a name.
 * @param storage - how wide the `native` engine stores its numbers; the others have one width
 */
export function engineOf(name: EngineName, storage: Storage): Engine {
  switch (name) {
    case 'float':
      return floatEngine();
    case 'decimal.js':
      return decimalJsEngine();
    case 'native':
      return nativeEngine(storage);
    case 'native-float':
      return nativeFloatEngine();
  }
}
