/** Float literals: their source text, whether they are zero, and whether a double holds them exactly. */
import { noNode, type Node, type PythonSource } from '../evidence';
import { argumentsOf, children, textOf, unbracketed } from './syntax';

/** A float literal as text that `Decimal` reads to the same digits: `-0.5`, `1_000.0`, `.5`. */
export interface FloatLiteral {
  readonly text: string;
  readonly isZero: boolean;
  /** Whether the double is equal to the decimal of this text. */
  readonly isExact: boolean;
}

/** Reads a literal, with its sign, or a call of one number such as `np.float64(0)`; null for everything else. */
export function floatLiteral(source: PythonSource, node: Node): FloatLiteral | null {
  const { tree } = source;
  const at = unbracketed(tree, node);
  switch (tree.kind(at)) {
    case 'float':
    case 'integer':
      return describe(textOf(source, at));
    case 'unary_operator': {
      const sign = textOf(source, at)[0];
      const operand = children(tree, at).at(-1) ?? noNode;
      if (operand === noNode || tree.kind(unbracketed(tree, operand)) === 'unary_operator') return null;
      const literal = floatLiteral(source, operand);
      if (literal === null || (sign !== '-' && sign !== '+')) return null;
      return { ...literal, text: sign === '-' ? `-${literal.text}` : literal.text };
    }
    case 'call': {
      const given = argumentsOf(tree, at);
      const [value] = given;
      return given.length === 1 && value !== undefined && tree.kind(value) !== 'call'
        ? floatLiteral(source, value)
        : null;
    }
    default:
      return null;
  }
}

const pattern = /^(\d[\d_]*)?(?:\.(\d[\d_]*)?)?(?:e([+-]?\d[\d_]*))?$/i;

function describe(text: string): FloatLiteral | null {
  const parts = pattern.exec(text);
  if (parts === null) return null;
  const [whole, fraction] = [digitsOf(parts[1]), digitsOf(parts[2])];
  if (whole === '' && fraction === '') return null;
  const digits = BigInt(whole + fraction);
  const exponent = Number(digitsOf(parts[3]) || '0') - fraction.length;
  return { text, isZero: digits === 0n, isExact: isExactDouble(digits, exponent) };
}

function digitsOf(part: string | undefined): string {
  return (part ?? '').replaceAll('_', '');
}

/** Beyond this power of ten no literal that a person writes is exact, and the numbers below would grow without need. */
const exponentLimit = 400;
const significandBits = 53n;

/** Whether `digits × 10^exponent` is an odd number below 2^53 times a power of two. */
function isExactDouble(digits: bigint, exponent: number): boolean {
  if (digits === 0n) return true;
  if (Math.abs(exponent) > exponentLimit) return false;
  const fives = 5n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && digits % fives !== 0n) return false;
  let odd = exponent < 0 ? digits / fives : digits * fives;
  while (odd % 2n === 0n) odd /= 2n;
  return odd < 1n << significandBits && Number.isFinite(Number(`${digits}e${exponent}`));
}
