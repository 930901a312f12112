/** The samples of one benchmark in a result file. */
export interface NamedSamples {
  readonly name: string;
  /** Seconds; empty where the file holds none of them. */
  readonly seconds: readonly number[];
  /** What to do where the file holds no samples; null where it does. */
  readonly missing: string | null;
}

/** Reads one kind of result file: null where the data is of another kind. */
export type ResultFormat = (data: unknown) => NamedSamples[] | null;
