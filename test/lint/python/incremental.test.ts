import { strict as assert } from 'node:assert';
import path from 'node:path';
import fc from 'fast-check';
import type { Analyser } from '../../../engine/lint/analyser';
import { createPythonAnalyser } from '../../../engine/lint/python/analyser';
import { moduleText } from '../../../bench/lint/generateWorkspace';
import { defaultLintSettings } from '../../../engine/protocol/lint';
import { analyserOf, folder } from './pythonFixture';

const names = ['models.py', 'use.py', 'pkg/__init__.py', 'pkg/base.py', 'other.py'];

/** Pieces that define, import, inherit, start and meet; some are broken. */
const pieces = [
  'from decimal import Decimal\n',
  'from pkg.base import *\n',
  'from pkg import base\n',
  'from models import Order, RATE\n',
  'from .base import Base, start\n',
  'import models\n',
  'import pkg\n\ndef packed(order: pkg.base.Base):\n    order.seen = 0.0\n    return order.amount - order.seen\n',
  'from pkg import Base\n',
  'class Base:\n    amount: Decimal\n    seen = 0.0\n',
  'class Base:\n    amount = 1\n    seen = 0.0\n',
  'class Order(Base):\n    def __init__(self, fee: Decimal):\n        self.fee = fee\n        self.last = 0.0\n',
  'class Order:\n    fee: float = 0.5\n    pnl: Decimal = 0.0\n    cash: Decimal\n',
  'class Line(models.Model):\n    order = ForeignKey("Order", related_name="lines")\n    price = models.DecimalField()\n',
  'class Total:\n    def __init__(self, order):\n        self.sum = order.fee\n        self.start = 0.0\n',
  'def summed(total, order, line):\n    total.start += total.sum\n    return line.price - 0.5, order.fee * 1.5\n',
  'RATE = 0.5\n',
  'RATE: float = 0.5\n',
  'RATE: int = 1\n',
  'RATE = Decimal("0.5")\n',
  'def start():\n    return 0.0\n',
  'def start() -> Decimal:\n    return 0.0\n',
  'def change(order):\n    order.last = order.fee\n    return order.fee - order.last\n',
  'def work(order: Order):\n    total = 0.0\n    for line in order.lines.all():\n        total += line.price\n    return order.seen - order.amount\n',
  'def rated(order: models.Order):\n    return order.fee * RATE + start()\n',
  'def named(ledger):\n    return ledger.cash * 0.5 + ledger.portfolio.pnl\n',
  'def broken(:\n    x = 0.0 +\n',
];

const file = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join(''));
const edit = fc.record({
  name: fc.constantFrom(...names),
  text: fc.option(file, { freq: 6 }),
  /** Whether somebody asks in between: what is known then must not stay where it is wrong later. */
  asks: fc.boolean(),
  releases: fc.boolean(),
});

describe('the analyser of Python after edits', () => {
  it('finds what a fresh one finds in the same files, after any sequence of edits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 12 }), async (edits) => {
        const analyser = await createPythonAnalyser(defaultLintSettings);
        const files = new Map<string, string>();
        for (const { name, text, asks, releases } of edits) {
          const place = path.join(folder, name);
          analyser.update(place, text);
          if (text === null) files.delete(place);
          else files.set(place, text);
          if (asks) allOf(analyser, files.keys());
          if (releases) analyser.release();
        }
        const fresh = await createPythonAnalyser(defaultLintSettings);
        for (const [place, text] of [...files].toReversed()) fresh.update(place, text);
        assert.deepEqual(allOf(analyser, files.keys()), allOf(fresh, files.keys()));
      }),
      { numRuns: 150 },
    );
  });

  it('finds what a fresh one finds after every edit inside of a long file', async () => {
    const typed = fc.constantFrom(
      '0.0',
      'total = 0.0',
      'self.cash',
      'self.last = total',
      ' += self.cash * 2',
      'Decimal("1")',
      '(',
      ')',
      '"',
      '"""',
      '# ',
      '\n',
      '\n        ',
      '\n    def more(self):\n        return 0.0\n',
      '\nclass Book8_1(Book8_0):\n    seen = 0.0\n',
      '\n@property\n',
      'return ',
      ':',
      'é',
    );
    const change = fc.record({ at: fc.nat(), removed: fc.oneof(fc.constant(0), fc.nat(60)), typed });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const analyser = await createPythonAnalyser(defaultLintSettings);
        const [long, use] = ['long.py', 'use.py'].map((name) => path.join(folder, name)) as [string, string];
        const other =
          'from long import Book8_0\n\ndef f(book: Book8_0):\n    book.last = 0.0\n    return book.last + book.cash\n';
        let text = moduleText(8, 120);
        analyser.update(use, other);
        analyser.update(long, text);
        allOf(analyser, [long, use]);
        for (const { at, removed, typed: inserted } of changes) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + inserted + text.slice(place + removed);
          analyser.update(long, text);
          const fresh = await createPythonAnalyser(defaultLintSettings);
          fresh.update(long, text);
          fresh.update(use, other);
          assert.deepEqual(allOf(analyser, [long, use]), allOf(fresh, [long, use]));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('takes up what an edit changes in a file that imports the edited one', async () => {
    const analyser = await createPythonAnalyser(defaultLintSettings);
    const [config, use] = ['config.py', 'use.py'].map((name) => path.join(folder, name)) as [string, string];
    analyser.update(use, 'from decimal import Decimal\nfrom config import RATE\nx = Decimal(1) * RATE\n');
    const severities = ['RATE: float = 0.5\n', 'RATE: int = 1\n', 'RATE = 0.5\n', 'RATE: float = 0.5\n'].map(
      (text) => {
        analyser.update(config, text);
        return [use, config].map((place) =>
          analyser
            .findings(place)
            .map(({ rule }) => rule)
            .join(),
        );
      },
    );
    assert.deepEqual(severities, [
      ['DB006', ''],
      ['', ''],
      ['', 'DB001'],
      ['DB006', ''],
    ]);
  });

  for (const [way, head, parameter] of [
    ['a parameter is called like its class', '', 'order'],
    ['a package leads to it', 'import pkg\n', 'order: pkg.base.Order'],
  ] as const) {
    it(`takes up what an edit changes in a file that does not import the edited one: ${way}`, async () => {
      const use = `from decimal import Decimal\n${head}def f(${parameter}):\n    return order.fee * 0.5\n`;
      const order = (type: string): string =>
        `from decimal import Decimal\nclass Order:\n    fee: ${type}\n    total: Decimal\n`;
      const analyser = await analyserOf({
        'use.py': use,
        'pkg/__init__.py': '',
        'pkg/base.py': order('int'),
      });
      const counts = ['int', 'Decimal', 'float', 'Decimal'].map((type) => {
        analyser.update(path.join(folder, 'pkg/base.py'), order(type));
        return analyser.findings(path.join(folder, 'use.py')).length;
      });
      assert.deepEqual(counts, [0, 1, 0, 1]);
    });
  }

  it('finds the same in whatever order files are asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 5, maxLength: 5 }), async (texts) => {
        const places = names.map((name) => path.join(folder, name));
        const analysers = await Promise.all([0, 1].map(() => createPythonAnalyser(defaultLintSettings)));
        const results = analysers.map((analyser, index) => {
          places.forEach((place, at) => {
            analyser.update(place, texts[at] ?? '');
          });
          allOf(analyser, index === 0 ? places : places.toReversed());
          return allOf(analyser, places);
        });
        assert.deepEqual(results[0], results[1]);
      }),
      { numRuns: 60 },
    );
  });

  it('says nothing of a file that it does not hold', async () => {
    const analyser = await createPythonAnalyser(defaultLintSettings);
    const place = path.join(folder, 'a.py');
    assert.deepEqual(analyser.findings(place), []);
    analyser.update(place, 'from decimal import Decimal\nDecimal(0.1)\n');
    assert.equal(analyser.findings(place).length, 1);
    assert.ok(analyser.ledgerSites(place) > 0);
    analyser.update(place, null);
    assert.deepEqual([analyser.findings(place), analyser.ledgerSites(place)], [[], 0]);
  });
});

/** All that is found, by file. */
function allOf(analyser: Analyser, places: Iterable<string>): unknown[] {
  return [...places]
    .toSorted()
    .map((place) => [place, analyser.findings(place), analyser.ledgerSites(place)]);
}
