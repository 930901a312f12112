/** The result of an analysis, read back from a file or another process. */
import * as v from 'valibot';
import { FixKind, RuleCode, Severity } from '../protocol/lint';

const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const Range = v.strictObject({ start: offset, end: offset });
const SerializedFinding = v.strictObject({
  path: v.string(),
  range: Range,
  rule: RuleCode,
  severity: Severity,
  message: v.string(),
  related: v.array(v.strictObject({ path: v.string(), range: Range, message: v.string() })),
  fixes: v.array(
    v.strictObject({
      title: v.string(),
      kind: FixKind,
      changesValue: v.boolean(),
      breaksOtherUse: v.exactOptional(v.boolean()),
      files: v.array(
        v.strictObject({
          path: v.string(),
          edits: v.array(v.strictObject({ start: offset, end: offset, text: v.string() })),
        }),
      ),
    }),
  ),
});

export const SerializedResult = v.strictObject({
  findings: v.array(SerializedFinding),
  ledgerSites: offset,
  notes: v.array(v.string()),
});
