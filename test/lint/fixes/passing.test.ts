import { strict as assert } from 'node:assert';
import { fixed as applied, fixesOf, type Marked } from './marked';

/** Programs whose zero can inherit once the ledger is handed to its function. */
const passed: readonly (Marked & { name: string; fixed: string })[] = [
  {
    name: 'the call in a function that has it',
    rule: 'DB001',
    called: 'Metrics',
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
    called: 'start',
    code:
      'def start(name):\n    return {name: «0.0»}\n\ndef add(sums, fee):\n    sums["a"] += ‹fee›\n\n' +
      'def run(fee):\n    add(start("a"), fee)\n    add(start(name="a"), fee)\n',
    fixed:
      'def start(name, fee):\n    return {name: fee * 0}\n\ndef add(sums, fee):\n    sums["a"] += fee\n\n' +
      'def run(fee):\n    add(start("a", fee), fee)\n    add(start(name="a", fee=fee), fee)\n',
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

  for (const [name, code] of Object.entries(notPassed)) {
    it(`is not offered where ${name}`, async () => {
      const { fixes } = await fixesOf({ rule: 'DB001', called: 'Metrics', code });
      assert.equal(
        fixes.some(({ title }) => title.startsWith('Pass ')),
        false,
      );
    });
  }
});
