/** TypeScript files like those of an exchange's interface, the same at every call: half of them mention decimals. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const project = {
  compilerOptions: {
    ...{ strict: true, target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler' },
    ...{ skipLibCheck: true, noEmit: true, types: [] },
  },
  include: ['src'],
};

/** Writes the files, with their configuration, into a folder. @returns their lines in all */
export function generateScripts(folder: string, files: number, linesPerFile: number): number {
  mkdirSync(path.join(folder, 'src'), { recursive: true });
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(project));
  let lines = 0;
  for (let index = 0; index < files; index++) {
    const text = scriptText(index, linesPerFile);
    lines += text.split('\n').length;
    writeFileSync(path.join(folder, 'src', `module${index}.ts`), text);
  }
  return lines;
}

/** One module of about so many lines, which uses the one ten before it. */
export function scriptText(index: number, lines: number): string {
  const isLedger = index % 2 === 0;
  let text = isLedger ? "import Decimal from 'decimal.js';\n" : '';
  if (isLedger && index >= 10) text += `import type { Book0 as Before } from './module${index - 10}';\n`;
  else text += 'interface Before {\n  readonly name: string;\n}\n';
  for (let part = 0; text.split('\n').length < lines; part++)
    text += isLedger && part % 2 === 0 ? ledgerClass(part) : plainFunction(part);
  return text;
}

function ledgerClass(part: number): string {
  return `
export interface Trade${part} {
  readonly symbol: string;
  readonly amount: Decimal;
  readonly price: Decimal;
  readonly fees: readonly Decimal[];
}

export class Book${part} {
  private readonly trades: Trade${part}[] = [];
  private readonly open = new Map<string, Decimal>();
  private peak: Decimal;

  constructor(private cash: Decimal, readonly before: Before | null) {
    this.peak = cash;
  }

  get equity(): Decimal {
    return this.trades.map(({ amount, price }) => amount.times(price)).reduce((all, each) => all.plus(each), this.cash);
  }

  book(trade: Trade${part}): Decimal {
    const fee = trade.fees.reduce((all, each) => all.plus(each), new Decimal(0));
    const held = this.open.get(trade.symbol) ?? new Decimal(0);
    this.open.set(trade.symbol, held.plus(trade.amount));
    this.trades.push(trade);
    this.cash = this.cash.minus(trade.amount.times(trade.price)).minus(fee);
    if (this.equity${part % 6 === 0 ? ' > this.peak' : '.gt(this.peak)'}) this.peak = this.equity;
    return fee;
  }

  largest(count: number): readonly Trade${part}[] {
    return [...this.trades].sort((a, b) => b.amount.cmp(a.amount)).slice(0, count);
  }
}
`;
}

function plainFunction(part: number): string {
  return `
export interface Row${part} {
  readonly label: string;
  readonly widths: readonly number[];
  readonly cells: ReadonlyMap<string, { readonly text: string; readonly isBold: boolean }>;
}

export function layOut${part}(rows: readonly Row${part}[], columns: readonly string[]): string {
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row.widths[index] ?? 0)));
  const lines = rows.map((row) =>
    columns.map((name, index) => (row.cells.get(name)?.text ?? '').padEnd(widths[index] ?? 0)).join(' | '),
  );
  return lines.filter((line) => line.trim() !== '').join('\\n');
}
`;
}
