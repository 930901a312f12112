/** Every field of a baseline, tampered one by one: it is refused, or is one that no other figure of the baseline gives. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateBaseline } from '../../../../engine/benchmark/baseline/validateBaseline';
import { Baseline } from '../../../../engine/protocol/baseline';
import { check, ProtocolError } from '../../../../engine/protocol/check';

const file = path.join(__dirname, '../../../../baselines/baseline.json');

/** `*` stands for one step. Changes of other fields must be refused. */
const free = [
  '\\$schema',
  'cpus.*.*.machine.cores',
  'cpus.*.*.machine.arch',
  'cpus.*.*.machine.platform',
  'cpus.*.*.machine.v8Major',
  // Work that differs from that of the run is not judged.
  'cpus.*.*.scenarios.*.digest',
  'cpus.*.*.scenarios.*.parameters.(capital|quantity|slippageBps|commission)',
  'cpus.*.*.scenarios.*.(recordedAt|product)',
  'cpus.*.*.scenarios.*.commit.(revision|dirty)',
  // Numbers and extremes of the samples, which the baseline does not hold.
  'cpus.*.*.scenarios.*.engines.*.(samples|launches|medianNs|minNs|maxNs)',
].map(
  (field) => new RegExp(`^${field.replaceAll('.', '\\.').replaceAll('*', '[^/]+').replaceAll('\\.', '/')}$`),
);

const changes: readonly ((value: unknown) => unknown)[] = [
  (value) => (typeof value === 'string' ? '[x](https://evil.example)' : value),
  (value) =>
    typeof value === 'string' ? value.replace(/\d/, (digit) => `${(Number(digit) + 1) % 10}`) : value,
  (value) => (typeof value === 'number' ? value * 1.5 + 1 : value),
  (value) => (typeof value === 'number' ? -value - 1 : value),
  (value) => (typeof value === 'number' ? 0 : value),
  (value) => (typeof value === 'number' ? Infinity : value),
  (value) => (typeof value === 'boolean' ? !value : value),
  (value) => (value === null ? value : null),
];

function* tampered(data: unknown, change: (value: unknown) => unknown): Generator<[string[], unknown]> {
  if (typeof data !== 'object' || data === null) {
    const changed = change(data);
    if (changed !== data) yield [[], changed];
    return;
  }
  for (const [key, value] of Object.entries(data)) {
    for (const [place, changed] of tampered(value, change)) {
      const copy: unknown = Array.isArray(data)
        ? data.map((item: unknown, index) => (String(index) === key ? changed : item))
        : { ...data, [key]: changed };
      yield [[key, ...place], copy];
    }
  }
}

describe('every field of a baseline', () => {
  it('is refused when it contradicts the others', () => {
    const baseline: unknown = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(validateBaseline(check(Baseline, baseline, 'baseline')), null);
    const accepted = new Set<string>();
    for (const change of changes) {
      for (const [place, data] of tampered(baseline, change)) {
        try {
          if (validateBaseline(check(Baseline, data, 'baseline')) === null)
            accepted.add(place.map((step) => step.replaceAll('/', ' ')).join('/'));
        } catch (error) {
          assert.ok(error instanceof ProtocolError, String(error));
        }
      }
    }
    assert.notEqual(accepted.size, 0);
    assert.deepEqual(
      [...accepted].filter((place) => !free.some((field) => field.test(place))),
      [],
    );
  });
});
