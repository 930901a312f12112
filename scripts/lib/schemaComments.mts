/** The doc comments of the object schemas in a TypeScript source, property by property. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

export interface SchemaComment {
  /** Null where it has none. */
  readonly text: string | null;
  /** Of the properties of the object that it is, where that is written in place. */
  readonly inner: PropertyComments;
}
export type PropertyComments = ReadonlyMap<string, SchemaComment>;

/** The comments of every exported schema and of its properties, by the schema's name. */
export function readSchemaComments(files: readonly string[]): ReadonlyMap<string, SchemaComment> {
  const found = new Map<string, SchemaComment>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || initializer === undefined) continue;
        found.set(name.text, { text: commentOf(statement), inner: commentsWithin(initializer) });
      }
    }
  }
  return found;
}

/** The properties of every object literal in an expression: a union's objects are read as one. */
function commentsWithin(expression: ts.Node): PropertyComments {
  const comments = new Map<string, SchemaComment>();
  const visit = (node: ts.Node): void => {
    if (!ts.isObjectLiteralExpression(node)) {
      ts.forEachChild(node, visit);
      return;
    }
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property)) continue;
      const name = property.name.getText().replace(/^['"]|['"]$/g, '');
      comments.set(name, { text: commentOf(property), inner: commentsWithin(property.initializer) });
    }
  };
  visit(expression);
  return comments;
}

/** The text of the last doc comment before a node, on one line. */
function commentOf(node: ts.Node): string | null {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => (typeof comment.comment === 'string' ? comment.comment : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text;
}
