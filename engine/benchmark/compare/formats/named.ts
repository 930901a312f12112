import type { SummaryFigures } from '../side';

/** One benchmark in a result file. */
export interface NamedSamples {
  readonly name: string;
  /** Distinguishes it from others of the same name; null if the file has no such field. */
  readonly longName: string | null;
  /** Seconds; empty if the file holds none of them. */
  readonly seconds: readonly number[];
  /** One unit of the finest last digit in the file, in seconds. */
  readonly resolution: number;
  /** Seconds, of a tool that never writes its samples; null if it can, and then they are asked for. */
  readonly summary: SummaryFigures | null;
  /** What to do where the file holds no samples; null if it does. */
  readonly missing: string | null;
  /** What is to be known of its samples, as the rest of a sentence. */
  readonly notes: readonly string[];
}

/** Of tools that take all samples of a benchmark in one process, whose compiled code and memory layout they share. */
export const oneProcess =
  'the samples are of one process, and another process of the same program may differ by more than they show.';

/** Reads one kind of result file: null if the data is of another kind. The file is named in errors. */
export type ResultFormat = (data: unknown, file: string) => NamedSamples[] | null;
