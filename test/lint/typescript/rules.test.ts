import { strict as assert } from 'node:assert';
import { checkMarked, found } from './marked';

const head =
  "import Decimal from 'decimal.js';\ndeclare const a: Decimal, b: Decimal, missing: Decimal | undefined;\n";

describe('Rules for TypeScript and JavaScript', () => {
  it('DB101 finds names and slots that start as a number and become a decimal', () => {
    checkMarked({
      'a.ts': `${head}
let total = 0; // DB101 warning
total = a.plus(total);
let any: any = 0; // DB101 warning
any = a;
let unused = 0;
unused = 1;
let declared: Decimal = 0; // DB101 warning
class Ledger {
  private cash = 0; // DB101 warning
  count = 0;
  fee: Decimal = 0; // DB101 warning
  add(value: Decimal) {
    this.cash = value;
    this.count += 1;
  }
}
const slots = { sum: 0, size: 0 }; // DB101 warning
slots.sum = slots.sum.plus(a);
slots.size = 2;
const byName: Record<string, any> = {};
byName['x'] = 0; // DB101 warning
byName['x'] = a;
byName['y'] = 0;
function withDefault(sum = 0) { // DB101 warning
  return (sum = a.plus(sum));
}
const typed: { amount: Decimal } = { amount: 0 }; // DB101 warning
let text = 0;
text = a.toNumber();
`,
    });
  });

  it('DB101 finds a state that starts as a number, also without the library that keeps it', () => {
    checkMarked({
      'a.tsx': `${head}import React, { useState } from 'react';
const [price, setPrice] = useState(0); // DB101 warning
setPrice(a);
const [count, setCount] = React.useState(0);
setCount(1);
`,
    });
  });

  it('knows what compiled code requires through the helpers of its compiler', () => {
    const uses = (name: string) => `const amount = new ${name}.default('1.5');
amount + 1; // DB104 error
amount < ${name}.default(2); // DB105 error
${name}.default.max(1, 2) === amount; // DB106 warning
exports.sum = (rows) => rows.reduce((sum, row) => sum.plus(row.amount), 0); // DB102 error
exports.net = (rows) => {
  const debit = rows.reduce((sum, row) => sum.plus(row.debit), new ${name}.default(0));
  return debit - 1; // DB104 error
};
amount.plus(1).toNumber() < 2;
`;
    checkMarked({
      'typescript.js': `"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
var __importStar = (this && this.__importStar) || function (mod) {
    if (mod && mod.__esModule) return mod;
    var result = {};
    if (mod != null) for (var k in mod) result[k] = mod[k];
    result["default"] = mod;
    return result;
};
Object.defineProperty(exports, "__esModule", { value: true });
const bignumber_js_1 = __importDefault(require("bignumber.js"));
const star = __importStar(require("bignumber.js"));
const other = __importDefault(require("./babel"));
other.default.size + 1;
star.max(1, 2) + 1; // DB104 error
${uses('bignumber_js_1')}`,
      'babel.js': `"use strict";
var _decimal = _interopRequireDefault(require("decimal.js"));
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
exports.default = { size: 1 };
${uses('_decimal')}`,
      'esbuild.cjs': `var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode (or the file is not compiled), set "default" to the module.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var import_decimal = __toESM(require("decimal.js"), 1);
${uses('import_decimal')}`,
    });
  });

  it('DB102 finds reduces of decimals that start with a number', () => {
    checkMarked({
      'a.ts': `${head}import _ from 'lodash';
declare const items: { price: Decimal; size: number }[];
items.reduce((sum, { price }) => sum.plus(price), 0); // DB102 error
items.reduce((sum: any, item) => { sum = sum.add(item.price); return sum; }, 0); // DB102 error
items.reduce((sum, item) => item.price.plus(sum), 0); // DB101 warning
items.reduce((sum, { price }) => sum.plus(price), new Decimal(0));
items.reduce((sum, { size }) => sum + size, 0);
_.sumBy(items, 'price'); // DB102 error
_.sumBy(items, (item) => item.price); // DB102 error
_.sumBy(items, 'size');
Decimal.sum(a, b);
`,
    });
  });

  it('DB104 finds native arithmetic, once for an expression', () => {
    checkMarked({
      'a.ts': `${head}
a + b * 2 - 1; // DB104 error
1 - a; // DB104 error
-a; // DB104 error
let d = a;
d += b; // DB104 error
d++; // DB104 error
Math.max(a, 1); // DB104 error
Math.max(...[a, b]); // DB104 error
Math.abs(a.toNumber());
'total: ' + a + \`\${b}\`;
a.toFixed(2) + 1;
missing! * 2; // DB104 error
const f = <T extends Decimal>(x: T) => x % 2; // DB104 error
async function g(later: Promise<Decimal>) {
  return (await later) / 2; // DB104 error
}
`,
    });
  });

  it('DB105 finds native comparisons: an error between decimals, a warning with a number', () => {
    checkMarked({
      'a.ts': `${head}
a > b; // DB105 error
a <= 1; // DB105 warning
0 < a; // DB105 warning
a.gt(b) && a.toNumber() > 1;
missing < a; // DB105 error
`,
    });
  });

  it('DB106 finds comparisons by identity and decimals taken for booleans', () => {
    checkMarked({
      'tsx.tsx': `${head}
type Side = 'buy' | 'sell';
declare const side: Side, nextProps: { v: Decimal }, props: { v: Decimal };
a === b; // DB106 warning
a != b; // DB106 warning
a === undefined || a == null || missing !== null;
side === 'buy';
nextProps.v !== props.v;
!a; // DB106 warning
!missing;
const kept = a || 0; // DB106 warning
const filled = missing || 0;
new Decimal(a || 0);
(a || 0).toString();
const list: Decimal[] = [];
if (!list[0]) a.plus(1);
if (a) b.plus(1); // DB106 warning
const sign = a.minus(b) ? 1 : 0; // DB106 warning
if (missing) missing.plus(1);
if (a && a.gt(b)) b.plus(1);
const first = list[0] ? 1 : 0;
while (missing) break;
if (a.isZero() || a.toNumber()) b.plus(1);
declare const unknown: any, made: { zero(): Decimal };
unknown === new Decimal(0); // DB106 warning
unknown !== Decimal(0); // DB106 warning
unknown === made.zero();
unknown === null;
expect(a === b).toBe(false);
assert.ok(a !== b);
function optional(balances: { a: Decimal; b: Decimal }) {
  balances.a = balances.a?.plus(1);
  const fee = balances.b ?? a;
  if (!balances.a || !balances.b) return fee;
  if (!fee) return b; // DB106 warning
}
class Lazy {
  price!: Decimal;
  private cached: Decimal = null as any;
  readonly fee: Decimal = new Decimal(1);
  total() {
    if (!this.price || !this.cached) return this.fee;
    return this.fee ? this.cached : this.price; // DB106 warning
  }
}
let later: Decimal;
const set = () => (later = a);
if (later!) set();
`,
    });
  });

  it('DB106 leaves checks for null alone when declared types do not tell of it', () => {
    checkMarked({
      'a.js': `const Big = require('big.js');
/** @param {import('big.js')} given */
function f(given) {
  if (!given) return null;
  if (given) given.plus(1);
  const made = new Big(1);
  if (made) made.plus(1); // DB106 warning
  return !made; // DB106 warning
}
`,
    });
  });

  it('DB106 takes a property for a decimal when the one of the same name is', () => {
    checkMarked({
      'a.js': `import BigNumber from 'bignumber.js';
class Amount {
  constructor(text) {
    this.coins = new BigNumber(text);
    this.unit = 'BTC';
  }
  equals(other) {
    if (this.unit === other.unit || this.coins === other) return false;
    if (this.coins === null || this.coins !== other.name) return true;
    return this.coins === other.coins; // DB106 warning
  }
}
`,
    });
  });

  it('DB108 and DB109 know what a map of values of unknown type holds', () => {
    checkMarked({
      'a.js': `import BigNumber from 'bignumber.js';
function f(texts, other) {
  texts.map((text) => new BigNumber(text)).sort(); // DB108 warning
  texts.map((text) => { return new BigNumber(text); }).filter(Boolean).sort(); // DB108 warning
  const prices = texts.map((text) => new BigNumber(text));
  prices.sort(); // DB108 warning
  new Set(texts.map((text) => new BigNumber(text))); // DB109 warning
  texts.map((text) => (text ? new BigNumber(text) : text)).sort();
  texts.map((text) => new BigNumber(text).toFixed()).sort();
  texts.map(other).sort();
  let names = texts.map((text) => new BigNumber(text));
  names.sort();
  const round = round.filter(Boolean);
  round.sort();
}
`,
    });
  });

  it('DB107 finds numbers made of decimals that end in a decimal or are written', () => {
    checkMarked({
      'a.ts': `${head}declare const db: any;
new Decimal(Number(a) * 2); // DB107 hint
b.plus(a.toNumber()); // DB107 hint
const half = +a / 2; // DB107 hint
b.minus(half);
db.order.create({ data: { cents: a.toNumber() * 100 } }); // DB107 hint
[a, b].sort((x, y) => Number(x) - Number(y));
const point = { x: 1, y: a.toNumber() };
parseFloat(a.toString()).toLocaleString();
b.toFixed(a.toNumber());
`,
    });
  });

  it('DB108 finds decimals that are sorted as texts', () => {
    checkMarked({
      'a.ts': `${head}
[a, b].sort(); // DB108 warning
[a, b].toSorted(); // DB108 warning
[a, b].sort((x, y) => x.cmp(y));
['a'].sort();
`,
    });
  });

  it('DB109 finds decimals that are looked up by identity', () => {
    checkMarked({
      'a.ts': `${head}
[a].includes(b); // DB109 warning
[a].indexOf(b); // DB109 warning
new Set([a, b]); // DB109 warning
const prices = new Map<Decimal, string>();
prices.set(a, ''); // DB109 warning
prices.get(a); // DB109 warning
const names = new Map<string, Decimal>();
names.set('a', a);
new Set([a.toString()]);
`,
    });
  });

  it('points at the other end of the flow', () => {
    const text = `${head}let total = 0;\ntotal = a.plus(total);\n`;
    const [finding] = found({ 'a.ts': text }, 'a.ts');
    assert.equal(finding?.message, '`total` starts as number 0 but becomes a Decimal on line 4');
    const place = finding.related[0];
    assert.equal(text.slice(place?.range.start, place?.range.end), 'total = a.plus(total)');
  });
});
