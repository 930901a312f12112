// @ts-check
// Preloaded into a program: at its nth step of writing files below a folder something goes wrong.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(process.env['FAULT_FOLDER'] ?? '.');
const at = Number(process.env['FAULT_STEP']);
/** `error`: the disk is full. `kill`: the program dies. `short`: the disk becomes full within the nth piece of data. */
const kind = process.env['FAULT_KIND'];

/** Opened for writing, below the folder. */
const written = new WeakSet();
let steps = 0;
let isFull = false;

/**
 * Counts a step, and fails or dies at the one that is wanted.
 * @param {() => Promise<unknown>} [half] what a program that dies has done of the step
 */
async function step(half) {
  if (isFull) throw full();
  if (kind === 'short') return;
  steps += 1;
  if (steps !== at) return;
  if (kind === 'error') throw full();
  await half?.();
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
}

function full() {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

/** @param {unknown} file */
function isBelow(file) {
  return typeof file === 'string' && path.resolve(file).startsWith(folder);
}

const { open, rename, rm } = fs.promises;
Object.assign(fs.promises, {
  /**
   * @param {string} file
   * @param {string} [flags]
   */
  async open(file, flags) {
    const isWritten = isBelow(file) && flags !== undefined && flags !== 'r';
    if (isWritten) await step();
    const handle = await open(file, flags);
    if (!isWritten) return handle;
    written.add(handle);
    const close = handle.close.bind(handle);
    return Object.assign(handle, {
      async close() {
        // A file is closed after a fault, too.
        if (!isFull) await step();
        await close();
      },
    });
  },
  /**
   * @param {string} from
   * @param {string} to
   */
  async rename(from, to) {
    if (isBelow(to)) await step();
    await rename(from, to);
  },
  /**
   * @param {string} file
   * @param {import('node:fs').RmOptions} [options]
   */
  async rm(file, options) {
    // A full disk lets files go.
    if (isBelow(file) && kind === 'kill') await step();
    await rm(file, options);
  },
});

/** @typedef {(...args: unknown[]) => Promise<unknown>} Method */
const own = await open(fileURLToPath(import.meta.url), 'r');
const handles = /** @type {{ write: Method, sync: Method }} */ (
  /** @type {unknown} */ (Reflect.getPrototypeOf(own))
);
await own.close();
const { write, sync } = handles;
Object.assign(handles, {
  /**
   * @this {object}
   * @param {Uint8Array} bytes
   * @param {number} [offset]
   */
  async write(bytes, offset = 0) {
    const all = () => write.call(this, bytes, offset);
    if (!written.has(this)) return all();
    const half = () => write.call(this, bytes, offset, Math.ceil((bytes.length - offset) / 2));
    await step(half);
    if (kind === 'short' && (steps += 1) === at) {
      isFull = true;
      return half();
    }
    return all();
  },
  /** @this {object} */
  async sync() {
    if (written.has(this)) await step();
    await sync.call(this);
  },
});
syncBuiltinESMExports();
