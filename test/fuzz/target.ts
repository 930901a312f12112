/** One thing that is fuzzed, and how a batch of its cases is run and minimised. */
import fc from 'fast-check';

export type CaseFiles = Readonly<Record<string, string | Uint8Array>>;

export interface TargetParts<T> {
  readonly name: string;
  readonly cases: fc.Arbitrary<T>;
  /** A case that takes longer is a finding. Generous, since other programs may use the machine. */
  readonly limitMs: number;
  /** Throws if the product did something that it must not do. */
  check(value: T): void | Promise<void>;
  /** The case as files from which a person can repeat it. */
  files(value: T): CaseFiles;
}

export interface Batch {
  readonly seed: number;
  readonly cases: number;
  /** Cases that have not started by then, a time of `Date.now()`, are left out. */
  readonly end?: number;
  /** Called before each case, also while a finding is minimised. */
  readonly onCase?: (files: CaseFiles) => void;
}

export interface Finding {
  readonly message: string;
  readonly seed: number;
  /** Of the minimised case, for fast-check. */
  readonly path: string;
  readonly files: CaseFiles;
}

export interface Target {
  readonly name: string;
  readonly limitMs: number;
  /** @returns the first finding, minimised; null if there is none */
  run(batch: Batch): Promise<Finding | null>;
}

/** Minimising ends after this time with the smallest case so far. */
const mostMinimisingMs = 60_000;

export function target<T>(parts: TargetParts<T>): Target {
  const { name, cases, limitMs } = parts;
  return {
    name,
    limitMs,
    run: async ({ seed, cases: numRuns, end = Infinity, onCase }) => {
      let failedAt: number | null = null;
      const property = fc.asyncProperty(cases, async (value) => {
        if (failedAt === null && Date.now() > end) return;
        if (failedAt !== null && performance.now() - failedAt > mostMinimisingMs) return;
        onCase?.(parts.files(value));
        const start = performance.now();
        try {
          await parts.check(value);
          const tookMs = performance.now() - start;
          if (tookMs > limitMs) throw new Error(`The case took ${Math.round(tookMs)} ms of ${limitMs} ms`);
        } catch (error) {
          failedAt ??= performance.now();
          throw error;
        }
      });
      const result = await fc.check(property, { seed, numRuns });
      if (!result.failed || result.counterexample === null) return null;
      const { errorInstance } = result;
      const message =
        errorInstance instanceof Error
          ? (errorInstance.stack ?? errorInstance.message)
          : String(errorInstance);
      const path = result.counterexamplePath;
      return { message, seed, path, files: parts.files(result.counterexample[0]) };
    },
  };
}
