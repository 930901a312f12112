import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { baselineLines } from '../../../engine/benchmark/baseline/show';
import { Baseline } from '../../../engine/protocol/baseline';
import { textWidth } from '../../../engine/presentation/textWidth';
import { inBoundedTime } from '../../support/processorTime';

describe('the width of a text', () => {
  it('counts what is read as one letter once', () => {
    const widths = { '': 0, abc: 3, 'e\u0301': 1, '👨‍👩‍👧': 1, '±1.0 % −2 × µs …': 16, 'a\u00adb': 3 };
    for (const [text, width] of Object.entries(widths)) assert.equal(textWidth(text), width, text);
  });

  it('is that of the segmenter for any two characters', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const letters = Array.from({ length: 0x2300 }, (_, code) => String.fromCharCode(code));
    for (const [index, letter] of letters.entries()) {
      if (index % 7 > 0 && index > 0xff) continue;
      for (const other of ['a', '\u0301', '©', letters[(index * 31) % letters.length] ?? '']) {
        const text = letter + other;
        assert.equal(textWidth(text), [...segmenter.segment(text)].length, JSON.stringify(text));
      }
    }
  });

  it('lets a baseline of thousands of machines be shown in linear time', () => {
    const file = path.join(__dirname, '../../../baselines/example.json');
    const example = v.parse(Baseline, JSON.parse(readFileSync(file, 'utf8')));
    const [machine] = Object.values(example.cpus).flat();
    assert.ok(machine);
    const many = { ...example, cpus: { cpu: Array.from({ length: 1_500 }, () => machine) } };
    inBoundedTime(() => void baselineLines(many), 1_500);
  });
});
