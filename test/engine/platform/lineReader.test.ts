import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { LineReader } from '../../../engine/platform/lineReader';

describe('line reader', () => {
  it('hands over every whole line once, however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '\r', ' ') })),
        fc.string({ unit: fc.constantFrom('b', 'c') }),
        fc.array(fc.nat(30)),
        (lines, rest, cuts) => {
          const text = lines.map((line) => `${line}\n`).join('') + rest;
          const read: string[] = [];
          const reader = new LineReader((line) => read.push(line));
          let from = 0;
          for (const cut of cuts) {
            reader.read(text.slice(from, from + cut));
            from += cut;
          }
          reader.read(text.slice(from));
          assert.deepEqual(read, lines);
          assert.equal(reader.pending, rest.length);
        },
      ),
    );
  });
});
