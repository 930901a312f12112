/** Float literals: their source text, and whether they are zero. */
import { noNode, type Node, type PythonSource } from '../syntaxTree';
import { argumentsOf, children, textOf, unbracketed } from './syntax';

export interface FloatLiteral {
  /** With its sign, as text that `Decimal` reads to the same digits: `-0.5`, `1_000.0`, `.5`. */
  readonly text: string;
  readonly isZero: boolean;
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

const pattern = /^(\d[\d_]*)?(?:\.(\d[\d_]*)?)?(?:e[+-]?\d[\d_]*)?$/i;

function describe(text: string): FloatLiteral | null {
  const parts = pattern.exec(text);
  const digits = `${parts?.[1] ?? ''}${parts?.[2] ?? ''}`;
  return digits === '' ? null : { text, isZero: !/[1-9]/.test(digits) };
}
