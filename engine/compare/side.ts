import type { PublishedSummary } from './possibleSummary';

/** Measured figures, or what was published of them. */
export type Side =
  | {
      readonly kind: 'samples';
      readonly source: string;
      readonly values: readonly number[];
      readonly unit: 's' | null;
    }
  | { readonly kind: 'summary'; readonly source: string; readonly summary: PublishedSummary };
