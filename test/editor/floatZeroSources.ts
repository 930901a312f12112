/** A workspace whose ledger holds decimals, and where floats meet it. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fees, ledger, metrics } from '../engine/languageServer/sources';

export { fees, ledger, metrics };

export const orders = `import Decimal from 'decimal.js';

export function isLarger(a: Decimal, b: Decimal): boolean {
  return a > b;
}
`;

const strictProject = {
  compilerOptions: { strict: true, target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler' },
};

const notebook = {
  cells: [
    { cell_type: 'code', source: ['from decimal import Decimal\n', 'cash = Decimal("1")'] },
    { cell_type: 'markdown', source: ['# Fees'] },
    { cell_type: 'code', source: ['net = cash - 0.25'] },
  ].map((cell) => ({
    ...cell,
    metadata: {},
    ...(cell.cell_type === 'code' && { outputs: [], execution_count: null }),
  })),
  metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
  nbformat: 4,
  nbformat_minor: 5,
};

const tests = `import unittest
from decimal import Decimal

from fees import net


class FeesTest(unittest.TestCase):
    def test_net(self):
        self.assertTrue(net(Decimal("1")) < 1)
`;

/** Writes the workspace, and gives its folder. */
export function floatZerosWorkspace(folder: string): string {
  const workspace = path.join(folder, 'desk');
  const files = {
    'notes.txt': 'No source.\n',
    'ledger.py': ledger,
    'metrics.py': metrics,
    'fees.py': fees,
    'test_fees.py': tests,
    'fees.ipynb': JSON.stringify(notebook, null, 1),
    'package.json': JSON.stringify({ name: 'desk', dependencies: { 'decimal.js': '10.6.0' } }),
    'src/orders.ts': orders,
    'src/tsconfig.json': JSON.stringify(strictProject),
  };
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(workspace, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const library = path.join('node_modules', 'decimal.js');
  cpSync(path.join(__dirname, '..', '..', library), path.join(workspace, library), { recursive: true });
  return workspace;
}
