/** Counts what runs cost beside their own time: garbage collections, and the memory they allocate. */
import { GCProfiler, getHeapStatistics } from 'node:v8';
import type { PreparedBacktest } from '../engines/engine';
import { collectGarbage } from './sampler';

export interface Account {
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

/** Accounts `repeats` runs, and one more for its array buffers. None is timed as a sample. */
export function accountOf(prepared: PreparedBacktest, repeats: number): Account {
  const bufferBytes = bufferBytesOf(prepared);
  collectGarbage();
  const profiler = new GCProfiler();
  profiler.start();
  const bytesAtStart = getHeapStatistics().used_heap_size;
  const startedAt = performance.now();
  for (let left = repeats; left > 0; left--) prepared.run();
  const durationMs = performance.now() - startedAt;
  const bytesAtEnd = getHeapStatistics().used_heap_size;
  const collections = profiler.stop().statistics.map(({ beforeGC, afterGC, cost }) => ({
    before: beforeGC.heapStatistics.usedHeapSize,
    after: afterGC.heapStatistics.usedHeapSize,
    costUs: cost,
  }));
  const costMs = collections.reduce((sum, { costUs }) => sum + costUs, 0) / 1000;
  return {
    gcShare: Math.min(1, costMs / durationMs),
    allocatedBytes: allocatedBetween(bytesAtStart, collections, bytesAtEnd) / repeats + bufferBytes,
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
 * Bytes of the array buffers that one run allocates. They are freed some time after the collection that finds them
 * unused, so that growth cannot be summed over collections: one run after a collection seldom has another.
 */
function bufferBytesOf(prepared: PreparedBacktest): number {
  collectGarbage();
  const before = process.memoryUsage().arrayBuffers;
  prepared.run();
  return Math.max(0, process.memoryUsage().arrayBuffers - before);
}
