import { checkMarked } from './marked';

const forms: Readonly<Record<string, string>> = {
  'a default import': "import Decimal from 'decimal.js'; const d = new Decimal(1);",
  'a named import': "import { Decimal as D } from 'decimal.js-light'; const d = new D(1);",
  'a namespace import': "import * as Big from 'big.js'; const d = new Big(1);",
  'an import by assignment': "import BigNumber = require('bignumber.js'); const d = new BigNumber(1);",
  'a call without new': "import Big from 'big.js'; const d = Big(1);",
  'a factory': "import Dinero from 'dinero.js'; const d = Dinero({ amount: 5 });",
  'functions on values': "import { dinero } from 'dinero.js'; const d = dinero({ amount: 5, currency: 1 });",
  'a client that was not generated':
    "import { Prisma } from '@prisma/client'; const d = new Prisma.Decimal(1);",
  'a clone':
    "import Decimal from 'decimal.js'; const D = Decimal.clone({ precision: 9 }); const d = new D(1);",
  'a subclass':
    "import { Decimal } from 'decimal.js'; class Money extends Decimal {} const d = new Money(1);",
  'an address': "import Big from 'https://esm.sh/big.js@6.2.1'; const d = new Big(1);",
};

describe('What counts as a decimal', () => {
  for (const [form, code] of Object.entries(forms))
    it(`is a value of a library by ${form}`, () => {
      checkMarked({ 'a.ts': `${code}\nd > d; // DB105 error\n` });
    });

  it('is a value of a library in plain JavaScript', () => {
    checkMarked({
      'a.js': `const Big = require('big.js');
const { Decimal } = require('decimal.js');
Big(1) > new Decimal(1); // DB105 error
`,
    });
  });

  it('comes through the modules of a project', () => {
    checkMarked({
      'money.ts': "export { default as Money } from 'bignumber.js';\n",
      'prices.ts': "import { Money } from './money';\nexport const price = () => new Money(1);\n",
      'use.js': "import { price } from './prices';\nprice() * 2; // DB104 error\n",
      'none.ts': 'export const x = 1 * 2;\n',
    });
  });

  it('is a class with the arithmetic of a decimal, whatever its name', () => {
    checkMarked({
      'a.ts': `class Fixed {
  constructor(readonly units: bigint) {}
  add(other: Fixed): Fixed { return other; }
  sub(other: Fixed): Fixed { return other; }
  mul(other: Fixed): Fixed { return other; }
  div(other: Fixed): Fixed { return other; }
  eq(other: Fixed): boolean { return this.units === other.units; }
}
const one = new Fixed(1n);
one + one; // DB104 error
one === one.add(one); // DB106 warning
`,
    });
  });

  it('is not a vector, nor a class that is made for native operators', () => {
    const methods = (name: string): string =>
      ['add', 'sub', 'mul', 'div'].map((each) => `${each}(o: ${name}): ${name} { return o; }`).join('\n  ') +
      `\n  eq(o: ${name}): boolean { return o === this; }`;
    checkMarked({
      'a.ts': `class Vector {
  x = 0;
  ${methods('Vector')}
}
class Measure {
  ${methods('Measure')}
  valueOf(): number { return 1; }
}
declare const v: Vector, w: Vector, m: Measure;
v === w;
m * 2 > m;
`,
    });
  });

  it('is a class that the settings name', () => {
    checkMarked(
      {
        'a.ts': `declare class Money { plus(o: Money): Money; }
declare const m: Money;
m > m; // DB105 error
m * 2; // DB104 error
`,
      },
      ['Money'],
    );
  });

  it('is a value that is added through an object beside it', () => {
    checkMarked({
      'a.ts': `interface Arithmetic<N> {
  add(a: N, b: N): N;
  subtract(a: N, b: N): N;
}
export function total<N>(arithmetic: Arithmetic<N>, x: N, y: N) {
  return x === y ? x : arithmetic.add(x, y); // DB106 warning
}
`,
    });
  });

  it('is not what may as well be a number or a text', () => {
    checkMarked({
      'a.ts': `import Decimal from 'decimal.js';
export function f(value: Decimal.Value) {
  if (value === 0) return value;
  return value instanceof Decimal ? value * 2 : Number(value) * 2; // DB104 error
}
`,
    });
  });

  it('is a value whose type is cast away', () => {
    checkMarked({
      'a.ts': `import Decimal from 'decimal.js';
export function f(a: Decimal, b: Decimal, rows: { price: Decimal }[]) {
  rows.sort((x, y) => (x.price as any) - (y.price as any)); // DB104 error
  Math.max(a as any, <number>(<unknown>b)); // DB104 error
  return ((a as any) + (b as any)) as number; // DB104 error
}
export const text = (a: Decimal) => (a.toString() as any) + 'x';
`,
    });
  });

  it('is nothing that counts the digits of one', () => {
    checkMarked({
      'a.ts': "import BigNumber from 'bignumber.js';\nnew BigNumber(1).decimalPlaces() > 2;\n",
    });
  });
});
