/** Counts what runs cost beside their own time: garbage collections, and the memory they allocate. */
import { GCProfiler, getHeapStatistics } from 'node:v8';
import type { PreparedBacktest } from '../../ledger/engines/engine';
import { collectYoungGarbage } from './sampler';

export interface AllocationProfile {
  /** Share of the time that went into garbage collection, 0 … 1. */
  readonly gcShare: number;
  /** Bytes that one run allocates on the JavaScript heap and in array buffers. */
  readonly allocatedBytes: number;
}

/** One garbage collection: bytes of the heap in use before and after it, and its cost in microseconds. */
interface Collection {
  readonly before: number;
  readonly after: number;
  readonly costUs: number;
}

/** Profiles `repeats` runs, which are not timed as a sample. */
export function allocationProfile(prepared: PreparedBacktest, repeats: number): AllocationProfile {
  collectYoungGarbage();
  const profiler = new GCProfiler();
  profiler.start();
  const heapAtStart = getHeapStatistics().used_heap_size;
  const startedAt = performance.now();
  const bufferBytes = bufferBytesOf(prepared);
  for (let left = repeats - 1; left > 0; left--) prepared.run();
  const durationMs = performance.now() - startedAt;
  const heapAtEnd = getHeapStatistics().used_heap_size;
  const collections = profiler.stop().statistics.map(({ beforeGC, afterGC, cost }) => ({
    before: beforeGC.heapStatistics.usedHeapSize,
    after: afterGC.heapStatistics.usedHeapSize,
    costUs: cost,
  }));
  const costMs = collections.reduce((sum, { costUs }) => sum + costUs, 0) / 1000;
  return {
    gcShare: Math.min(1, costMs / durationMs),
    allocatedBytes: allocatedBetween(heapAtStart, collections, heapAtEnd) / repeats + bufferBytes,
  };
}

/** The heap in use grows by what is allocated, and falls only in collections: the sum of all growths was allocated. */
export function allocatedBetween(atStart: number, collections: readonly Collection[], atEnd: number): number {
  let allocated = 0;
  let last = atStart;
  for (const { before, after } of collections) {
    allocated += Math.max(0, before - last);
    last = after;
  }
  return allocated + Math.max(0, atEnd - last);
}

/**
 * Runs once, and gives the bytes of the array buffers that it allocated. They are freed some time after the collection
 * that finds them unused, so that their growth cannot be summed over collections: the first run seldom has one.
 */
function bufferBytesOf(prepared: PreparedBacktest): number {
  // Buffers that the last collection found are freed on another thread until the next one begins, which waits for it.
  collectYoungGarbage();
  const before = process.memoryUsage().arrayBuffers;
  prepared.run();
  return Math.max(0, process.memoryUsage().arrayBuffers - before);
}
