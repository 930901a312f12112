import * as v from 'valibot';

export const failureCodes = [
  /** A value, option or file that cannot be used. */
  'bad-input',
  /** A value outside the storage's range, in the input or during the run. */
  'overflow',
  /** A session follows one that ended with equity 0: it has no return. */
  'no-return',
  'cancelled',
  /** The native module is not there, or was built for another platform. */
  'native-missing',
  'native-unloadable',
  'engine-died',
  'engine-hung',
  /** Another process sent what the protocol does not allow. */
  'protocol',
  'no-samples',
  'internal',
] as const;
export const FailureCode = v.picklist(failureCodes);
export type FailureCode = v.InferOutput<typeof FailureCode>;

/** A failure as data: what happened, where, and what to do. */
export const Failure = v.strictObject({
  code: FailureCode,
  message: v.string(),
  where: v.nullable(v.string()),
  remedy: v.nullable(v.string()),
});
export type Failure = v.InferOutput<typeof Failure>;

/** One line for a person: `message (where). remedy` */
export function failureText(failure: Failure): string {
  const where = failure.where === null ? '' : ` (${failure.where})`;
  const message = failure.message.replace(/\.$/, '');
  return `${message}${where}.${failure.remedy === null ? '' : ` ${failure.remedy}`}`;
}
