/** Puts a fault into this process's writing of files: at its nth step something goes wrong. */
import fs from 'node:fs';
import path from 'node:path';

/** `error`: the disk is full. `short`: it becomes full in the middle of a piece of data. `kill`: the program dies. */
export const faults = ['error', 'short', 'kill'] as const;
export type Fault = (typeof faults)[number];

export interface PlannedFault {
  readonly kind: Fault;
  /** Only files below it count. */
  readonly folder: string;
  readonly step: number;
}

let planned: PlannedFault | null = null;
let steps = 0;
let isFull = false;
let isInstalled = false;

/** Counts the steps from here on, and lets the planned one go wrong; none with null. */
export async function planFault(fault: PlannedFault | null): Promise<void> {
  if (!isInstalled) await install();
  isInstalled = true;
  planned = fault;
  steps = 0;
  isFull = false;
}

/**
 * Counts a step, and fails or dies at the one that is planned.
 * @param half - what a program that dies has done of the step
 */
async function step(half?: () => Promise<unknown>): Promise<void> {
  if (isFull) throw full();
  if (planned === null || planned.kind === 'short') return;
  steps += 1;
  if (steps !== planned.step) return;
  if (planned.kind === 'error') throw full();
  await half?.();
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
}

function full(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

function isBelow(file: unknown): boolean {
  return planned !== null && typeof file === 'string' && path.resolve(file).startsWith(planned.folder);
}

async function install(): Promise<void> {
  /** Opened for writing, below the folder. */
  const written = new WeakSet<object>();
  const { open, rename, rm } = fs.promises;
  const own = await open(__filename, 'r');
  // Every handle has the methods of this prototype, which no module exports.
  const handles = Reflect.getPrototypeOf(own);
  if (handles === null) throw new Error('A file handle has no prototype');
  /* eslint-disable @typescript-eslint/unbound-method -- each is called with its handle below */
  const write: (
    this: fs.promises.FileHandle,
    bytes: Uint8Array,
    offset?: number,
    length?: number,
  ) => Promise<unknown> = own.write;
  const sync: (this: fs.promises.FileHandle) => Promise<void> = own.sync;
  /* eslint-enable @typescript-eslint/unbound-method */
  await own.close();

  Object.assign(fs.promises, {
    async open(file: string, flags?: string) {
      const isWritten = isBelow(file) && flags !== undefined && flags !== 'r';
      if (isWritten) await step();
      const handle = await open(file, flags);
      if (!isWritten) return handle;
      written.add(handle);
      const close = handle.close.bind(handle);
      return Object.assign(handle, {
        async close() {
          // A file is closed after a fault, too, and a close that fails lets go of it all the same.
          try {
            if (!isFull) await step();
          } finally {
            await close();
          }
        },
      });
    },
    async rename(from: string, to: string) {
      if (isBelow(to)) await step();
      await rename(from, to);
    },
    async rm(file: string, options?: fs.RmOptions) {
      // A full disk lets files go.
      if (isBelow(file) && planned?.kind === 'kill') await step();
      await rm(file, options);
    },
  });

  Object.assign(handles, {
    async write(this: fs.promises.FileHandle, bytes: Uint8Array, offset = 0) {
      const all = () => write.call(this, bytes, offset);
      if (!written.has(this)) return all();
      const half = () => write.call(this, bytes, offset, Math.ceil((bytes.length - offset) / 2));
      await step(half);
      if (planned?.kind === 'short' && (steps += 1) === planned.step) {
        isFull = true;
        return half();
      }
      return all();
    },
    async sync(this: fs.promises.FileHandle) {
      if (written.has(this)) await step();
      await sync.call(this);
    },
  });
}
