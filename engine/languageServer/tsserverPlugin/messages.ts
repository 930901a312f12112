/** What the plugin and the language server tell each other: a JSON text a line. */
import * as v from 'valibot';
import type { RawResult } from '../../lint/languageAnalysis';
import { SerializedResult } from '../../lint/serializedResult';

const Id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** From the server: what is found in a file? */
export const AnalysisRequest = v.strictObject({
  kind: v.literal('look'),
  id: Id,
  path: v.string(),
  /** Digests of the texts that the answer must be for, by path, that of the file among them; null: there is no such file. */
  texts: v.record(v.string(), v.nullable(v.string())),
  decimalTypes: v.array(v.string()),
});
export type AnalysisRequest = v.InferOutput<typeof AnalysisRequest>;

/** From the server: the answer is not wanted any more. */
export const Drop = v.strictObject({ kind: v.literal('drop'), id: Id });

export const ServerMessage = v.variant('kind', [AnalysisRequest, Drop]);

/** Why there may be no findings. */
export const Outcome = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('found'), result: SerializedResult }),
  /** The texts are not those that were named, yet. */
  v.strictObject({ outcome: v.literal('stale') }),
  /** The file is in no project, yet. */
  v.strictObject({ outcome: v.literal('absent') }),
  /** Findings might differ from those of the own program. */
  v.strictObject({ outcome: v.literal('ineligible'), reason: v.string() }),
  v.strictObject({ outcome: v.literal('failed'), error: v.string() }),
]);
export type Outcome =
  | Exclude<v.InferOutput<typeof Outcome>, { readonly outcome: 'found' }>
  | { readonly outcome: 'found'; readonly result: RawResult };

export const PluginMessage = v.variant('kind', [
  /** The first one. */
  v.strictObject({
    kind: v.literal('hello'),
    token: v.string(),
    /** The compiler's version. */
    typescript: v.string(),
    /** Why it is not to be asked; null if it may be. */
    refusal: v.nullable(v.string()),
  }),
  v.strictObject({ kind: v.literal('answer'), id: Id, outcome: Outcome }),
  /** Something failed that nobody had asked for. */
  v.strictObject({ kind: v.literal('trouble'), text: v.string() }),
]);
export type PluginMessage =
  | Exclude<v.InferOutput<typeof PluginMessage>, { readonly kind: 'answer' }>
  | { readonly kind: 'answer'; readonly id: number; readonly outcome: Outcome };
