import ts from 'typescript-5.9';
import type { Finding } from '../finding';
import { nodesOf } from './nodes';
import type { DecimalTypes } from './decimalTypes';
import { createContext } from './fileContext';
import { scriptRules } from './rules';

const rules = Object.values(scriptRules);

export interface CheckOptions {
  readonly types: DecimalTypes;
  /** Whether the project's types tell what may be null. */
  readonly isStrict: boolean;
}

/**
 * Everything that is found in a file, in order of place. It comes in small steps, between which other work may run.
 * @throws BudgetSpent
 */
export function* findInSteps(
  file: ts.SourceFile,
  { types, isStrict }: CheckOptions,
): Generator<undefined, readonly Finding[], undefined> {
  const context = createContext(file, types, isStrict);
  const nodes = nodesOf(file);
  const findings: Finding[] = [];
  for (const node of nodes) {
    for (const { findAt } of rules) {
      const finding = findAt?.(node, context) ?? null;
      if (finding !== null) findings.push(finding);
    }
    yield;
  }
  for (const { findIn } of rules) if (findIn !== undefined) findings.push(...(yield* findIn(nodes, context)));
  return findings.sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1),
  );
}

/**
 * How many variables, parameters and properties of the file are declared to hold a decimal, in small steps.
 * @throws BudgetSpent
 */
export function* countSitesInSteps(
  file: ts.SourceFile,
  types: DecimalTypes,
): Generator<undefined, number, undefined> {
  let count = 0;
  for (const node of nodesOf(file)) {
    if (!isSite(node)) continue;
    if (types.of(node.name) !== null) count += 1;
    yield;
  }
  return count;
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
