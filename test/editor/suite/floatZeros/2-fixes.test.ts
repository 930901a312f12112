import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { fees } from '../../floatZeroSources';
import { apply, closeAll, codes, command, fixesAt, found, showText, untilFound } from '../desk';

/** One fix of every kind: a file, the rule, the fix by its title, and what the file must hold afterwards. */
const cases: readonly {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  readonly rule: string;
  readonly title: RegExp;
  readonly holds: RegExp;
  /** The value leaves by a return or is a module's name: other code may need the number. */
  readonly escapes?: true;
}[] = [
  {
    kind: 'inherit',
    name: 'inherit.py',
    text: 'from ledger import Ledger\n\n\ndef peak(ledger: Ledger, days: int):\n    best = 0.0\n    for _ in range(days):\n        best = max(best, ledger.cash)\n    return best\n',
    rule: 'DB001',
    title: /ledger\.cash \* 0/,
    holds: /best = ledger\.cash \* 0\n/,
    escapes: true,
  },
  {
    kind: 'lazy',
    name: 'lazy.py',
    text: 'from ledger import Ledger\n\n\nclass Peak:\n    def __init__(self):\n        self.best = 0.0\n\n    def step(self, ledger: Ledger):\n        cash = ledger.cash\n        self.best = max(self.best, cash)\n        return self.best\n',
    rule: 'DB001',
    title: /None/,
    holds: /self\.best = None\n[^]*if self\.best is None:\n\s+self\.best = cash \* 0\n/,
    escapes: true,
  },
  {
    kind: 'literal',
    name: 'literal.py',
    text: 'from decimal import Decimal\n\nFEE: Decimal = 0.25\n',
    rule: 'DB002',
    title: /Decimal\("0\.25"\)/,
    holds: /FEE: Decimal = Decimal\("0\.25"\)\n/,
    escapes: true,
  },
  {
    kind: 'unwrap',
    name: 'unwrap.py',
    text: 'from ledger import Ledger\n\n\ndef left(ledger: Ledger, other: Ledger):\n    return ledger.cash - float(other.cash)\n',
    rule: 'DB004',
    title: /other\.cash/,
    holds: /ledger\.cash - other\.cash\n/,
  },
  {
    kind: 'context',
    name: 'context.py',
    text: 'from decimal import Decimal, getcontext\n\n\ndef third(amount: Decimal) -> Decimal:\n    getcontext().prec = 6\n    return amount / 3\n',
    rule: 'DB008',
    title: /localcontext/,
    holds: /with (decimal\.)?localcontext\(\)/,
  },
  {
    kind: 'method',
    name: 'src/method.ts',
    text: "import Decimal from 'decimal.js';\n\nexport const isLess = (a: Decimal, b: Decimal) => a < b;\n",
    rule: 'DB105',
    title: /Decimal|\.lt/,
    holds: /a\.(lt|lessThan)\(b\)/,
  },
  {
    kind: 'suppression',
    name: 'unused.py',
    text: 'from decimal import Decimal\n\nONE = Decimal("1")  # dblint: ignore[DB003]\n',
    rule: 'DB900',
    title: /[Dd]elete|[Rr]emove/,
    holds: /ONE = Decimal\("1"\)\n/,
  },
];

/** With names of its own: a float that another file gives the same name could come here. */
const charges = fees
  .replaceAll('fee', 'charge')
  .replaceAll('net', 'remainder')
  .replace('amount: ', 'gross: ')
  .replace('amount -', 'gross -');
const tolls = fees
  .replaceAll('fee', 'toll')
  .replaceAll('net', 'rest')
  .replace('amount: ', 'price: ')
  .replace('amount -', 'price -');
/** What is found in each: a default, an operand, and a decimal that is made from a float. */
const chargesCodes = ['DB002', 'DB003', 'DB006'];

async function remove(document: vscode.TextDocument): Promise<void> {
  await closeAll();
  await vscode.workspace.fs.delete(document.uri);
}

describe('fixes in the editor', () => {
  for (const { kind, name, text, rule, title, holds, escapes } of cases) {
    it(`of the kind ${kind} are applied, and the finding is gone`, async () => {
      const document = await showText(name, text);
      const [finding] = await untilFound(document.uri, rule);
      assert.ok(finding);
      const fixes = await fixesAt(document.uri, finding);
      const titles = fixes.map((fix) => fix.title).join('; ');
      const preferred = fixes.filter(({ isPreferred }) => isPreferred === true);
      assert.equal(preferred.length, escapes === true ? 0 : 1, titles);
      const fix = fixes.find((one) => title.test(one.title));
      assert.ok(fix, titles);
      await apply(fix);
      assert.match(document.getText(), holds);
      await untilFound(document.uri);
      await remove(document);
    });
  }

  it('silence a rule on its line, which then is no unused suppression', async () => {
    const document = await showText('ignored.py', 'from decimal import Decimal\n\nRATE = Decimal(0.1)\n');
    const [finding] = await untilFound(document.uri, 'DB003');
    assert.ok(finding);
    const fixes = await fixesAt(document.uri, finding);
    await apply(fixes.find(({ title }) => title === 'Ignore DB003 on this line'));
    assert.match(document.getText(), /RATE = Decimal\(0\.1\) {2}# dblint: ignore\[DB003\]\n/);
    await untilFound(document.uri);
    await remove(document);
  });

  it('all at once leave what would change a value', async () => {
    const document = await showText('all.py', charges);
    await untilFound(document.uri, ...chargesCodes);
    await command('fixAllFloatZeros');
    assert.equal(
      document.getText(),
      charges.replace('= 0.5', '= Decimal("0.5")').replace('- 0.25', '- Decimal("0.25")'),
    );
    await untilFound(document.uri, 'DB003');
    const version = document.version;
    await command('fixAllFloatZeros');
    assert.equal(document.version, version);
    await remove(document);
  });

  it('run on save when that is set', async () => {
    const editor = vscode.workspace.getConfiguration('editor');
    const onSave = { 'source.fixAll.decimalBenchmark': 'explicit' };
    await editor.update('codeActionsOnSave', onSave, vscode.ConfigurationTarget.Global);
    const document = await showText('saved.py', tolls);
    await untilFound(document.uri, ...chargesCodes);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# Tolls.\n');
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await untilFound(document.uri, 'DB003');
    assert.deepEqual(codes(found(document.uri)), ['DB003']);
    await editor.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    await remove(document);
  });
});
