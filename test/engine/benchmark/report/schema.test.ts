import { strict as assert } from 'node:assert';
import Ajv2020 from 'ajv/dist/2020';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reportJson } from '../../../../engine/benchmark/report/json';
import { madeReport } from './madeReport';

const root = path.join(__dirname, '../../../..');
const schema: unknown = JSON.parse(readFileSync(path.join(root, 'docs/report.schema.json'), 'utf8'));

describe('The published schema of the report', () => {
  assert.ok(typeof schema === 'object' && schema !== null);
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

  it('is what the product checks', () => {
    const script = path.join(root, 'scripts/report-schema.mts');
    // Without coverage: the script is run from data: URLs, which the coverage report does not understand.
    const env = { ...process.env, NODE_V8_COVERAGE: '' };
    execFileSync(process.execPath, ['--import', 'tsx', script, '--check'], { cwd: root, stdio: 'pipe', env });
  });

  it('accepts a report as it is written', () => {
    const data: unknown = JSON.parse(reportJson(madeReport()));
    assert.ok(validate(data), JSON.stringify(validate.errors));
  });

  it('refuses a key that it does not know, a missing one and a wrong type', () => {
    const good = madeReport();
    for (const bad of [
      { ...good, surprise: 1 },
      { ...good, sentence: undefined },
      { ...good, durationMs: '1' },
      { ...good, schemaVersion: 3 },
    ]) {
      assert.equal(validate(JSON.parse(JSON.stringify(bad))), false);
    }
  });

  it('has a title and an identity that is no address', () => {
    assert.match(JSON.stringify(schema), /"\$id":"urn:decimal-benchmark:report:2"/);
    assert.match(JSON.stringify(schema), /"title":"Decimal Benchmark report"/);
  });
});
