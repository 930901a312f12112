/** Measured samples, or their summary. */
export type Side =
  | {
      readonly kind: 'samples';
      readonly source: string;
      readonly values: readonly number[];
      /** One unit of the finest last digit among the values as they were given. */
      readonly resolution: number;
      readonly unit: Unit;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'summary';
      readonly source: string;
      readonly summary: SummaryFigures;
      readonly unit: Unit;
      /** What is to be known of where they come from. */
      readonly notes: readonly string[];
    };

/** `s` if a result file has a unit; null if the figures have none. */
type Unit = 's' | null;

/** The summary of n samples that are not available. */
export interface SummaryFigures {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation, over n − 1. */
  readonly sd: number;
  readonly min: number | null;
  readonly max: number | null;
  /** One unit of the last digit that was printed. */
  readonly resolution: { readonly mean: number; readonly sd: number };
}
