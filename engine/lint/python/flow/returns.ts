import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { annotationOf } from '../facts/annotation';
import { isFloatLiteral, lastPart, unwrapped } from '../names';
import { ledgerName, mayBe, membersOf, unknown, type Type } from '../types';
import { Containers } from './containers';
import type { FlowContext } from './flowContext';
import { isLedger, type Value } from './value';

export interface Returned {
  readonly value: Value;
  readonly node: Node;
}

/** Notes the floats that a function returns where its annotation, or its other returns, say that it gives ledger values. */
export function checkReturns(
  context: FlowContext,
  returned: readonly Returned[],
  definition: Node,
  decorators: readonly string[],
): void {
  const { tree, path, resolver, observations } = context;
  const annotation = tree.child(definition, 'return_type');
  const name = tree.textOf(tree.child(definition, 'name'));
  if (decorators.some((decorator) => lastPart(decorator) === 'overload')) return;
  const declared =
    annotation === noNode ? null : resolver.annotations.typeOf(path, annotationOf(tree, annotation));
  checkTuples(context, returned, declared, name);
  if (declared !== null) {
    const containers = new Containers(context);
    for (const { node } of returned) containers.declare(declared, node, annotation);
  }
  const isDeclared = declared !== null && ledgerName(declared) !== null;
  const ledger = returned.find(({ value }) => isLedger(value));
  if (declared === null ? ledger === undefined : !isDeclared) return;
  const mixedWith = ledger?.node ?? annotation;
  for (const { node, value } of returned) {
    if (node === noNode) continue;
    if (isFloatLiteral(tree, node)) {
      observations.add({
        rule: 'DB002',
        node: unwrapped(tree, node),
        name,
        isAnnotated: isDeclared,
        mixedWith,
      });
    } else if (value.origins.length > 0 && mayBe(value.type, 'float')) {
      for (const origin of value.origins) observations.noteMixing(origin, 'choice', mixedWith);
    }
  }
}

/** `return 0.0, 0.0` where other returns, or the annotation, have ledger values in these places. */
function checkTuples(
  { tree, observations }: FlowContext,
  returned: readonly Returned[],
  declared: Type | null,
  name: string,
): void {
  const types = declared === null ? returned.map(({ value }) => value.type) : [declared];
  const ledgerPlaces = new Set(types.flatMap(ledgerPlacesOf));
  if (ledgerPlaces.size === 0) return;
  for (const { node } of returned) {
    const tuple = unwrapped(tree, node);
    if (node === noNode || !/^(tuple|expression_list)$/.test(tree.kind(tuple))) continue;
    tree.children(tuple).forEach((element, index) => {
      if (!isFloatLiteral(tree, element)) return;
      const literal = unwrapped(tree, element);
      const isAnnotated = declared !== null;
      if (ledgerPlaces.has(index))
        observations.add({ rule: 'DB002', node: literal, name, isAnnotated, mixedWith: tuple });
    });
  }
}

function ledgerPlacesOf(type: Type): number[] {
  return membersOf(type).flatMap((member) =>
    member.kind === 'tuple'
      ? [...member.elements.keys()].filter((place) => ledgerName(member.elements[place] ?? unknown) !== null)
      : [],
  );
}
