import ts from 'typescript-5.9';
import { CpuLimit } from '../../platform/cpuLimit';
import type { Finding } from '../finding';
import { nodesOf } from './nodes';
import type { DecimalTypes } from './decimalTypes';
import { createContext, type FileContext } from './fileContext';
import { defaultSort } from './rules/defaultSort';
import { identityLookup } from './rules/identityLookup';
import { identityOrTruthiness } from './rules/identityOrTruthiness';
import { nativeArithmetic } from './rules/nativeArithmetic';
import { nativeRelational } from './rules/nativeRelational';
import { numberOfDecimal } from './rules/numberOfDecimal';
import { numberReduceStart } from './rules/numberReduceStart';
import { numberZeroInitial } from './rules/numberZeroInitial';

/** A rule that looks at one node at a time. */
export type NodeRule = (node: ts.Node, context: FileContext) => Finding | null;

const nodeRules: readonly NodeRule[] = [
  numberReduceStart,
  nativeArithmetic,
  nativeRelational,
  identityOrTruthiness,
  numberOfDecimal,
  defaultSort,
  identityLookup,
];

export interface CheckOptions {
  readonly types: DecimalTypes;
  /** Whether the project's types tell what may be null. */
  readonly isStrict: boolean;
}

/**
 * Seconds of processor time for one file. The checker's steps are counted, but its control flow analysis costs time that
 * nothing can count, and grows with the square of the statements that follow each other. The limit is several times what
 * the longest files of real projects take, so that a slow machine reports the same on them.
 */
const maxSeconds = 5;

/**
 * Everything that is found in a file, in order of place.
 * @throws BudgetSpent
 */
export function findingsIn(file: ts.SourceFile, options: CheckOptions): readonly Finding[] {
  const steps = findInSteps(file, options);
  const limit = new CpuLimit(maxSeconds);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    limit.check();
  }
}

/** The same in small steps, for where other work must not be kept waiting. */
export function* findInSteps(
  file: ts.SourceFile,
  { types, isStrict }: CheckOptions,
): Generator<undefined, readonly Finding[], undefined> {
  const context = createContext(file, types, isStrict);
  const nodes = nodesOf(file);
  const findings: Finding[] = [];
  for (const node of nodes) {
    findings.push(...nodeRules.map((rule) => rule(node, context)).filter((found) => found !== null));
    yield;
  }
  findings.push(...(yield* numberZeroInitial(nodes, context)));
  return findings.sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1),
  );
}

/**
 * How many variables, parameters and properties of the file are declared to hold a decimal.
 * @throws BudgetSpent
 */
export function ledgerSitesIn(file: ts.SourceFile, types: DecimalTypes): number {
  const limit = new CpuLimit(maxSeconds);
  return nodesOf(file).filter((node) => {
    limit.check();
    return isSite(node) && types.of(node.name) !== null;
  }).length;
}

function isSite(node: ts.Node): node is ts.NamedDeclaration & { readonly name: ts.Node } {
  return (
    (ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertySignature(node) ||
      ts.isPropertyAssignment(node) ||
      ts.isBindingElement(node)) &&
    ts.isIdentifier(node.name)
  );
}
