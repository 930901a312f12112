/** Holds a report against its published JSON Schema. */
import Ajv2020 from 'ajv/dist/2020';
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { check } from '../../../engine/protocol/check';
import { Report } from '../../../engine/protocol/report';
import { root } from './commandLine';

/** The report in a text, once the schema and the program's own check both accept it. */
export async function reportIn(json: string): Promise<Report> {
  const data: unknown = JSON.parse(json);
  const schema: unknown = JSON.parse(await readFile(path.join(root, 'docs/report.schema.json'), 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null);
  const ajv = new Ajv2020({ allErrors: true, strictTuples: false });
  assert.ok(ajv.validate(schema, data), ajv.errorsText());
  return check(Report, data, 'report');
}
