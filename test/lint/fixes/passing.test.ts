import { strict as assert } from 'node:assert';
import { applyEdits } from '../../../engine/lint/applyEdits';
import { fixed as applied, fixesOf, type Marked } from './marked';

/** Programs whose zero can inherit once the ledger is handed to its function. */
const passed: readonly (Marked & { name: string; fixed: string })[] = [
  {
    name: 'the call in a function that has it',
    rule: 'DB001',
    ledger: ['ledger.cash'],
    code:
      'class Metrics:\n    def __init__(self):\n        self.x = «0.0»\n\n    def add(self, ledger):\n        cash = ledger.cash\n        self.x += ‹cash›\n        return self.x\n\n' +
      'def run(ledger):\n    return Metrics().add(ledger)\n',
    fixed:
      'class Metrics:\n    def __init__(self, ledger):\n        self.x = ledger.cash * 0\n\n    def add(self, ledger):\n        cash = ledger.cash\n        self.x += cash\n        return self.x\n\n' +
      'def run(ledger):\n    return Metrics(ledger).add(ledger)\n',
  },
  {
    name: 'calls with arguments, by position and by name',
    rule: 'DB001',
    code:
      'def start(name):\n    return {name: «0.0»}\n\ndef add(sums, fee):\n    sums["a"] += ‹fee›\n\n' +
      'def run(fee):\n    add(start("a"), fee)\n    add(start(name="a"), fee)\n',
    fixed:
      'def start(name, fee):\n    return {name: fee * 0}\n\ndef add(sums, fee):\n    sums["a"] += fee\n\n' +
      'def run(fee):\n    add(start("a", fee), fee)\n    add(start(name="a", fee=fee), fee)\n',
  },
  {
    name: 'a call on the own object',
    rule: 'DB001',
    code: 'class Metrics:\n    def start(self):\n        self.x = «0.0»\n\n    def add(self, fee):\n        self.start()\n        self.x += ‹fee›\n',
    fixed:
      'class Metrics:\n    def start(self, fee):\n        self.x = fee * 0\n\n    def add(self, fee):\n        self.start(fee)\n        self.x += fee\n',
  },
];

const metrics = (parameters: string, caller: string): string =>
  `class Metrics:\n    def __init__(${parameters}):\n        self.x = «0.0»\n\n    def add(self, ledger):\n        self.x += ‹ledger.cash›\n        return self.x\n\n${caller}`;
const notPassed: Readonly<Record<string, string>> = {
  'a caller does not have it': metrics('self', 'def run(ledger):\n    return Metrics()\n\nx = Metrics()\n'),
  'a caller gives further arguments by a star': metrics(
    'self, a',
    'def run(ledger, a):\n    return Metrics(*a)\n',
  ),
  'nothing calls it': metrics('self', ''),
  'a parameter has a default': metrics('self, a=1', 'def run(ledger):\n    return Metrics()\n'),
  'a parameter takes all the others': metrics('self, *a', 'def run(ledger):\n    return Metrics()\n'),
  'the class is handed on': metrics('self', 'def run(ledger):\n    use(Metrics)\n    return Metrics()\n'),
  'the class is derived from': metrics(
    'self',
    'class Other(Metrics):\n    pass\n\ndef run(ledger):\n    return Metrics()\n',
  ),
  'the class makes itself': metrics(
    'self',
    '    def copy(self, ledger):\n        return self.__class__()\n\ndef run(ledger):\n    return Metrics()\n',
  ),
  'the class is imported by another name': metrics(
    'self',
    'from metrics import Metrics as Other\n\ndef run(ledger):\n    return Metrics()\n',
  ),
  'a method is called on another object':
    'class Metrics:\n    def start(self):\n        self.x = «0.0»\n\n    def add(self, fee, other):\n        other.start()\n        self.x += ‹fee›\n',
  'a base class may call the method':
    'class Metrics(Base):\n    def start(self):\n        self.x = «0.0»\n\n    def add(self, fee):\n        self.start()\n        self.x += ‹fee›\n',
  'the name means something else': metrics('self', 'def run():\n    return Metrics()\n\nledger = 1\n'),
};

describe('handing the ledger over', () => {
  for (const { name, fixed, ...marked } of passed) {
    it(`passes it in ${name}`, async () => {
      const { text, fixes } = await fixesOf(marked);
      const fix = fixes.find(({ title }) => title.startsWith('Pass '));
      assert.ok(fix);
      assert.equal(applied(text, fix), fixed);
    });
  }

  it('passes it in other files as well', async () => {
    const caller =
      'from module import Metrics\n\ndef run(ledger: Ledger) -> Metrics:\n    return Metrics()\n';
    const code = metrics('self', '');
    const { fixes } = await fixesOf({ rule: 'DB001', code, others: { 'caller.py': caller } });
    const fix = fixes.find(({ title }) => title.startsWith('Pass '));
    const edits = fix?.files.find(({ path }) => path === '/project/caller.py')?.edits ?? [];
    assert.equal(applyEdits(caller, edits), caller.replace('Metrics()', 'Metrics(ledger)'));
  });

  it('is not offered when a caller in another file does not have it', async () => {
    const others = { 'caller.py': 'from module import Metrics\n\ndef run():\n    return Metrics()\n' };
    const { fixes } = await fixesOf({ rule: 'DB001', code: metrics('self', ''), others });
    assert.equal(
      fixes.some(({ title }) => title.startsWith('Pass ')),
      false,
    );
  });

  for (const [name, code] of Object.entries(notPassed)) {
    it(`is not offered when ${name}`, async () => {
      const { fixes } = await fixesOf({ rule: 'DB001', code });
      assert.equal(
        fixes.some(({ title }) => title.startsWith('Pass ')),
        false,
      );
    });
  }
});
