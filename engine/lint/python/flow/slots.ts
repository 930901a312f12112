import type { Node } from '../syntaxTree';
import { membersOf, type Type } from '../types';
import { own, type Definition } from '../workspace/definitions';
import type { FlowContext } from './flowContext';
import type { SlotReference } from './value';

/**
 * The slots that a name (if the object is null) or an attribute reads. An attribute that several classes of an
 * ancestry assign is one slot, named by the class nearest to the root.
 */
export function slotsOf(context: FlowContext, node: Node, object: Type | null): SlotReference[] {
  const { tree, resolver, path } = context;
  if (object === null) return ofDefinition(resolver.definitions.find(path, tree.textOf(node)));
  const name = tree.textOf(tree.child(node, 'attribute'));
  return membersOf(object).flatMap((member) => {
    switch (member.kind) {
      case 'instance':
      case 'class':
        return attributeSlots(context, member.key, name);
      case 'module':
        return ofDefinition(resolver.definitions.member(member, name));
      default:
        return [];
    }
  });
}

/** The slot of an attribute of a class. */
export function attributeSlots({ resolver }: FlowContext, key: string, name: string): SlotReference[] {
  const owner = resolver.definitions
    .ancestry(key)
    .classes.findLast(({ facts }) => Object.hasOwn(facts.slots, name));
  if (owner === undefined || own(owner.facts.slots, name)?.annotation !== undefined) return [];
  return [{ slot: `${owner.key}.${name}` }];
}

/** The slot of a variable of a module. */
export function moduleSlot(path: string, name: string): SlotReference {
  return { slot: `${path}#.${name}` };
}

function ofDefinition(definition: Definition | null): SlotReference[] {
  if (definition?.kind !== 'slot' || definition.facts.annotation !== undefined) return [];
  return [moduleSlot(definition.path, definition.name)];
}
