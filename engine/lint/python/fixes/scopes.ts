/** Which names are bound where: enough to say what a name means at another place. */
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../syntaxTree';
import { Groups, perTree } from './perTree';
import { children, childIn, descendants, textOf } from './syntax';

const comprehensions: ReadonlySet<string> = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);
const parameterKinds: ReadonlySet<string> = new Set([
  'default_parameter',
  'typed_parameter',
  'typed_default_parameter',
]);
const scopeKinds: ReadonlySet<string> = new Set([
  'module',
  'function_definition',
  'class_definition',
  'lambda',
  ...comprehensions,
]);

/**
 * The function, class, lambda, comprehension or module whose names are seen at a node. Defaults, annotations, decorators
 * and bases see those of the scope around.
 */
export function scopeAt(tree: SyntaxTree, node: Node): Node {
  let at = node;
  let isDefault = false;
  for (let above = tree.parent(at); above !== noNode; above = tree.parent(at)) {
    const kind = tree.kind(above);
    if (parameterKinds.has(kind) && ['value', 'type'].includes(tree.field(at))) isDefault = true;
    if (scopeKinds.has(kind)) {
      const field = tree.field(at);
      if (kind === 'module' || comprehensions.has(kind) || field === 'body') return above;
      if (field === 'parameters' && !isDefault) return above;
      isDefault = false;
    }
    at = above;
  }
  return at;
}

/** The scopes in which a name at the node is looked up, from the inside out: classes count only from directly inside. */
function scopesAt(tree: SyntaxTree, node: Node): Node[] {
  const found: Node[] = [];
  for (let scope = scopeAt(tree, node); ; scope = scopeAt(tree, scope)) {
    if (found.length === 0 || tree.kind(scope) !== 'class_definition') found.push(scope);
    if (tree.parent(scope) === noNode) return found;
  }
}

/** All bindings of a file. */
export function allBindings(source: PythonSource): Binding[] {
  return [...scopesOf(source).values()].flatMap((bindings) => [...bindings.values()].flat());
}

/** A place where a name gets a value, by what does it. */
export interface Binding {
  /** The name where it is bound. */
  readonly identifier: Node;
  /** The parameter, assignment, import, loop or definition. */
  readonly by: Node;
}

/** All bindings of names in one scope, those of `global` and `nonlocal` names of inner functions among them. */
export function bindingsIn(source: PythonSource, scope: Node): Bindings {
  return scopesOf(source).get(scope) ?? noBindings;
}

type Bindings = Groups<string, Binding>;

const noBindings: Bindings = new Groups();

/** The scope that binds a name as it is seen at a node, or null for a builtin or an unknown one. */
export function bindingScope(source: PythonSource, name: string, node: Node): Node | null {
  return scopesAt(source.tree, node).find((scope) => bindingsIn(source, scope).has(name)) ?? null;
}

/** What binds names, or says where they are bound. */
const binding: ReadonlySet<string> = new Set([
  'global_statement',
  'nonlocal_statement',
  'assignment',
  'augmented_assignment',
  'for_statement',
  'for_in_clause',
  'type_alias_statement',
  'function_definition',
  'class_definition',
  'named_expression',
  'parameters',
  'lambda_parameters',
  'as_pattern_target',
  'delete_statement',
  'case_pattern',
  'import_statement',
  'import_from_statement',
]);

const scopesOf = perTree((source: PythonSource): ReadonlyMap<Node, Bindings> => {
  const { tree } = source;
  const found: [Node, Binding][] = [];
  const elsewhere = new Map<Node, Map<string, 'global' | 'nonlocal'>>();
  for (const node of tree.nodesOf(binding)) {
    const kind = tree.kind(node);
    if (kind === 'global_statement' || kind === 'nonlocal_statement') {
      const scope = scopeAt(tree, node);
      const names = elsewhere.get(scope) ?? new Map<string, 'global' | 'nonlocal'>();
      for (const name of children(tree, node)) {
        names.set(textOf(source, name), kind === 'global_statement' ? 'global' : 'nonlocal');
      }
      elsewhere.set(scope, names);
    } else {
      for (const identifier of boundBy(tree, node)) {
        found.push([holderOf(tree, node, identifier), { identifier, by: node }]);
      }
    }
  }
  const scopes = new Map<Node, Bindings>();
  for (const [scope, binding] of found) {
    const name = textOf(source, binding.identifier);
    const declared = elsewhere.get(scope)?.get(name);
    const holders =
      declared === undefined
        ? [scope]
        : declared === 'global'
          ? [tree.root]
          : scopesAt(tree, scope).slice(0, -1);
    for (const holder of holders) {
      const bindings = scopes.get(holder) ?? new Groups<string, Binding>();
      bindings.add(name, binding);
      scopes.set(holder, bindings);
    }
  }
  return scopes;
});

/** A walrus binds outside of the comprehension that it is in; everything else where it stands. */
function holderOf(tree: SyntaxTree, by: Node, identifier: Node): Node {
  if (isDefinition(tree.kind(by))) return scopeAt(tree, by);
  let scope = scopeAt(tree, identifier);
  while (tree.kind(by) === 'named_expression' && comprehensions.has(tree.kind(scope)))
    scope = scopeAt(tree, scope);
  return scope;
}

function isDefinition(kind: string): boolean {
  return kind === 'function_definition' || kind === 'class_definition';
}

/** The names that a node of its own binds; not those that its descendants do. */
function boundBy(tree: SyntaxTree, node: Node): Node[] {
  switch (tree.kind(node)) {
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
    case 'for_in_clause':
    case 'type_alias_statement':
      return patternNames(tree, childIn(tree, node, 'left'));
    case 'function_definition':
    case 'class_definition':
    case 'named_expression':
      return patternNames(tree, childIn(tree, node, 'name'));
    case 'parameters':
    case 'lambda_parameters':
      return children(tree, node).flatMap((parameter) => patternNames(tree, parameterName(tree, parameter)));
    case 'as_pattern_target':
    case 'delete_statement':
      return children(tree, node).flatMap((target) => patternNames(tree, target));
    case 'case_pattern':
      return [...descendants(tree, node)].filter((inner) => tree.kind(inner) === 'identifier');
    case 'import_statement':
    case 'import_from_statement':
      return children(tree, node)
        .filter((name) => tree.field(name) === 'name')
        .map((name) => importedAs(tree, name));
    default:
      return [];
  }
}

/** The name that an import gives: its alias, or the first part of a dotted name. */
export function importedAs(tree: SyntaxTree, name: Node): Node {
  const alias = childIn(tree, name, 'alias');
  return alias !== noNode ? alias : (children(tree, name)[0] ?? name);
}

/** The name or pattern of a parameter, without its annotation and default. */
export function parameterName(tree: SyntaxTree, parameter: Node): Node {
  const name = childIn(tree, parameter, 'name');
  if (name !== noNode) return name;
  return tree.kind(parameter) === 'typed_parameter' ? (children(tree, parameter)[0] ?? parameter) : parameter;
}

const patterns: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'tuple',
  'list',
  'list_splat',
  'expression_list',
  'parenthesized_expression',
]);

/** The names in a target; attributes and subscripts bind none. */
function patternNames(tree: SyntaxTree, target: Node): Node[] {
  if (target === noNode) return [];
  const enters = (node: Node): boolean => node === target || patterns.has(tree.kind(tree.parent(node)));
  return [...descendants(tree, target, enters)].filter((node) => tree.kind(node) === 'identifier');
}
