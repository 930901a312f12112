import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  blankUnseen,
  visibleColumns,
  visibleData,
  visibleJson,
  visibleLine,
  visibleLines,
} from '../../../engine/presentation/visibleText';

/** Any code unit, with those that matter often. */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.constantFrom(
    ...[
      '\u001b',
      '\u009b',
      '\r',
      '\n',
      '\t',
      '\u007f',
      '\u202e',
      '\u2066',
      '\u2028',
      '\ud800',
      '\u200b',
      '\u200d',
    ],
    ...['a', ':', '[', '#', ' ', '\ufeff', '👩', '\u{e0041}'],
  ),
);
const text = fc.array(unit, { maxLength: 40 }).map((units) => units.join(''));

const commanding =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u;

describe('visible text', () => {
  it('shows what would command or deceive a terminal as escapes', () => {
    assert.equal(visibleLine('a\u001b[31mb\u0007\u009bc'), 'a\\x1b[31mb\\x07\\x9bc');
    assert.equal(visibleLine('a\r\nb\tc'), 'a\\r\\nb\\tc');
    assert.equal(
      visibleLine('exe\u202etxt\u2066\u200b\ufeff\u2028'),
      'exe\\u202etxt\\u2066\\u200b\\ufeff\\u2028',
    );
    assert.equal(visibleLine('\ud800 \u{e0041}'), '\\ud800 \\u{e0041}');
  });

  it('leaves what people write as it is', () => {
    for (const plain of [
      '−73 % [−74, −72]',
      'naïve 日本語 👩‍👩‍👧 ❤️',
      'می‌خواهم',
      'C:\\x1b\\n',
      '3\u202f700',
      'a::b',
    ]) {
      assert.equal(visibleLine(plain), plain);
    }
  });

  it('keeps the lines and tabs of a text of several lines', () => {
    assert.equal(visibleLines('a\r\n\tb\rc\n'), 'a\n\tb\\rc\n');
  });

  it('shows a command of a CI runner as text', () => {
    assert.equal(visibleLine(' ::error::no'), ' \\x3a:error::no');
    assert.equal(visibleLine('a ##[error]no'), 'a ##\\x5berror]no');
    assert.equal(visibleLines('a\n::error::no'), 'a\n\\x3a:error::no');
  });

  it('holds nothing that commands a terminal, whatever went in', () => {
    fc.assert(
      fc.property(text, (any) => {
        const [line, lines, columns, blank] = [visibleLine, visibleLines, visibleColumns, blankUnseen].map(
          (show) => show(any),
        );
        for (const shown of [line, lines, columns, blank]) assert.doesNotMatch(shown ?? '', commanding);
        for (const shown of [line, columns, blank]) assert.doesNotMatch(shown ?? '', /[\n\t]/);
        assert.doesNotMatch(lines ?? '', /^\s*::/m);
        assert.equal(columns?.length, any.length);
      }),
    );
  });

  it('is the same when it is made visible twice', () => {
    fc.assert(fc.property(text, (any) => visibleLine(visibleLine(any)) === visibleLine(any)));
  });

  it('gives back the original data from its JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.array(text)), (data) => {
        const json = visibleJson(data, 2);
        assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(data)));
        assert.doesNotMatch(json, commanding);
        assert.doesNotMatch(json, /^\s*::|##\[/m);
      }),
    );
  });

  it('reaches every string of data', () => {
    const shown = visibleData({ a: ['\u001b', 1, null, { b: '\n' }], c: true });
    assert.deepEqual(shown, { a: ['\\x1b', 1, null, { b: '\\n' }], c: true });
  });
});
