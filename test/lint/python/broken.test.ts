import { strict as assert } from 'node:assert';
import path from 'node:path';
import fc from 'fast-check';
import { createPythonAnalyser } from '../../../engine/lint/python/analyser';
import { defaultLintSettings } from '../../../engine/protocol/lint';
import { analyserOf, folder } from './pythonFixture';

const whole = `from decimal import Decimal as D, getcontext
from dataclasses import dataclass, field
@dataclass
class Order(Base, metaclass=Meta):
    price: D = field(default=0.0)
    totals = {"a": 0.0, **more}
    @property
    def net(self) -> "D | None":
        for a, (b, *c) in zip(self.x, [y for y in z if isinstance(y, D)]):
            self.totals[a] += b if c else 0.0
        try:
            with open(f"{self.net:.2f} {0.0!r}") as file, lock: pass
        except (A, B) as error:
            raise X from error
        else: return max(self.price, 0.0, key=lambda v, w=0.5: v)
        finally: del self.x
        while (n := self.next()) is not None and n != 0.1: break
        match n:
            case Order(price=p) if p > 0.5: return p * 1.5
            case _: return json.loads(n)["x"] or 0.0
getcontext().prec = 5; x = y = -0.0; x, y = 0.0, D(0.1); x -= y
async def f(a, /, b: D = 0.0, *args: D, c=0.0, **kw) -> tuple[D, ...]: return await g(*args), 0.0
`;

const place = path.join(folder, 'a.py');

describe('broken Python', () => {
  it('is analysed wherever it is cut off', async () => {
    const analyser = await createPythonAnalyser(defaultLintSettings);
    for (let end = 0; end <= whole.length; end += 7) {
      const text = whole.slice(0, end);
      analyser.update(place, text);
      for (const { range } of analyser.findings(place)) {
        assert.ok(range.start <= range.end && range.end <= text.length, text.slice(-40));
      }
    }
  });

  it('is analysed whatever is put in, taken out or doubled', async () => {
    const analyser = await createPythonAnalyser(defaultLintSettings);
    const junk = fc.constantFrom(
      '(',
      ')',
      '[',
      ']}',
      ':',
      '\n',
      '\t',
      '    ',
      '"""',
      "'",
      '0.0',
      '=',
      '\\',
      '\0',
      '\uFEFF',
      '\r\n',
      'def ',
      'class ',
      '@',
      '#',
      '*',
      '😀',
      '\ud800',
      'lambda',
      'if',
      'else:',
      '->',
    );
    const mutation = fc.tuple(fc.nat(whole.length), fc.nat(30), fc.array(junk, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        let text = whole;
        for (const [at, length, inserted] of mutations) {
          text = text.slice(0, at) + inserted.join('') + text.slice(at + length);
        }
        analyser.update(place, text);
        for (const { range } of analyser.findings(place)) assert.ok(range.end <= text.length);
      }),
      { numRuns: 200 },
    );
  });

  const head = 'from decimal import Decimal\nd = Decimal(1)\n';
  const extremes: Record<string, string> = {
    'ten thousand nested brackets': `x = ${'('.repeat(10_000)}d * 0.5${')'.repeat(10_000)}\n`,
    'brackets that never close': `x = ${'(['.repeat(20_000)}\n`,
    'a sum of ten thousand terms': `x = ${'d + '.repeat(10_000)}0.5\n`,
    'a chain of ten thousand calls': `x = d${'.quantize(d)'.repeat(10_000)}\n`,
    'a name that doubles two hundred times': Array.from(
      { length: 200 },
      (_, n) => `x${n + 1} = x${n} + x${n}\n`,
    ).join(''),
    'functions that call each other in a ring': Array.from(
      { length: 300 },
      (_, n) => `def f${n}(a):\n    return f${(n + 1) % 300}(a) + f${(n + 7) % 300}(a)\n`,
    ).join(''),
    'thirty nested loops':
      Array.from({ length: 30 }, (_, n) => `${' '.repeat(n)}for a${n} in b:\n`).join('') +
      `${' '.repeat(30)}d * 0.5\n`,
    'a thousand nested ifs':
      Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}if a:\n`).join('') +
      `${' '.repeat(1000)}pass\n`,
    'a hundred thousand lines': 'total = 0.0\n'.repeat(100_000),
    'a line of a million characters': `x = [${'0.0, '.repeat(200_000)}]\n`,
    'a class that derives from itself':
      'class A(A):\n    x = 0.0\n    def f(self): return self.x + d + self.f()\nclass B(C): pass\nclass C(B): pass\n',
    'names of the engine that runs this':
      'constructor = 0.0\n__proto__ = d\nclass toString:\n    hasOwnProperty = 0.0\n    def f(self): return self.hasOwnProperty + self.__proto__ + constructor * d\n',
    'binary data': Array.from({ length: 5000 }, (_, n) => String.fromCharCode((n * 7919) % 256)).join(''),
  };
  for (const [title, text] of Object.entries(extremes)) {
    it(`is survived: ${title}`, async () => {
      const analyser = await analyserOf({ 'a.py': head + text });
      const findings = analyser.findings(place);
      assert.ok(findings.every(({ range }) => range.end <= head.length + text.length));
    });
  }

  it('loses no findings for CRLF, tabs or a byte order mark', async () => {
    const lines = ['from decimal import Decimal', 'def f(d: Decimal):', '\tx = 0.0', '\treturn x + d', ''];
    for (const text of [lines.join('\n'), lines.join('\r\n'), `\uFEFF${lines.join('\n')}`]) {
      const findings = (await analyserOf({ 'a.py': text })).findings(place);
      assert.deepEqual(
        findings.map(({ rule, range }) => [rule, text.slice(range.start, range.end)]),
        [['DB001', '0.0']],
      );
    }
  });
});
