/** Makes a published JSON Schema from the checks that the product itself runs, with their comments as descriptions. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { GenericSchema } from 'valibot';
import { readSchemaComments, type PropertyComments } from './schemaComments.mjs';

export interface PublishedSchema {
  /** From the checkout's root. */
  readonly target: string;
  /** The schema's export. */
  readonly name: string;
  readonly schema: GenericSchema;
  /** Whose exports are named in the schema as well. */
  readonly modules: readonly object[];
  /** The same, as files in `engine/protocol/`, for their comments. */
  readonly sources: readonly string[];
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The program that makes it, to name where the file is stale. */
  readonly program: string;
}

const root = path.join(import.meta.dirname, '..', '..');

/** Writes the file; with `--check` on the command line it only fails where the file is stale. */
export async function publish(published: PublishedSchema): Promise<void> {
  const file = path.join(root, published.target);
  const text = await schemaText(published, file);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${published.target} is stale. Run: npx tsx ${published.program}`);
    process.exitCode = 1;
  }
}

async function schemaText(published: PublishedSchema, file: string): Promise<string> {
  const { name, schema, modules, sources, id, title, description } = published;
  const generated = toJsonSchema(schema, {
    target: 'draft-2020-12',
    definitions: definitions(name, modules),
    overrideSchema: ({ jsonSchema }) => withTupleLength(jsonSchema),
  });
  const { $schema, $defs, ...rest } = generated;
  const used = usedDefinitions(rest, plainObjects($defs ?? {}));
  const comments = readSchemaComments(
    sources.map((source) => path.join(root, `engine/protocol/${source}.ts`)),
  );
  describeProperties(rest, comments.get(name)?.inner);
  for (const [defined, definition] of Object.entries(used)) {
    const comment = comments.get(defined);
    if (comment !== undefined && comment.text !== null)
      Object.assign(definition, { description: comment.text });
    describeProperties(definition, comment?.inner);
  }
  const whole = { $schema, $id: id, title, description, ...rest, $defs: used };
  return format(JSON.stringify(whole), { ...(await resolveConfig(file)), parser: 'json' });
}

/** A tuple has exactly its items, which the generator leaves open. */
function withTupleLength<S extends { prefixItems?: unknown }>(schema: S): S {
  if (!Array.isArray(schema.prefixItems)) return schema;
  const length = schema.prefixItems.length;
  return { ...schema, items: false, minItems: length, maxItems: length };
}

/** The named parts, so that the schema names them too. */
function definitions(name: string, modules: readonly object[]): Record<string, GenericSchema> {
  const named = new Map<string, unknown>(modules.flatMap((module) => Object.entries(module)));
  named.delete(name);
  const schemas: Record<string, GenericSchema> = {};
  for (const [key, value] of named) if (isSchema(value)) schemas[key] = value;
  return schemas;
}

/** The definitions that the schema refers to, itself or through others, by name. */
function usedDefinitions(schema: object, all: Record<string, object>): Record<string, object> {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ('$ref' in part && typeof part.$ref === 'string') {
      const name = part.$ref.replace('#/$defs/', '');
      if (!names.has(name)) {
        names.add(name);
        visit(all[name]);
      }
    }
    for (const value of Object.values(part)) visit(value);
  };
  visit(schema);
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}

/** The definitions without those that are `true` or `false`. */
function plainObjects(definitions: object): Record<string, object> {
  return Object.fromEntries(
    Object.entries(definitions).filter((entry): entry is [string, object] => typeof entry[1] === 'object'),
  );
}

function isSchema(value: unknown): value is GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

/** Sets the description of each property that has a comment, however deep the object. */
function describeProperties(schema: unknown, comments: PropertyComments | undefined): void {
  if (comments === undefined || typeof schema !== 'object' || schema === null) return;
  for (const part of [schema, ...alternatives(schema)]) {
    if (!('properties' in part) || typeof part.properties !== 'object' || part.properties === null) continue;
    for (const [name, property] of Object.entries(part.properties)) {
      const comment = comments.get(name);
      if (comment === undefined || typeof property !== 'object' || property === null) continue;
      if (comment.text !== null) Object.assign(property, { description: comment.text });
      describeProperties(property, comment.inner);
    }
  }
}

/** The schemas inside a union, a nullable or an array. */
function alternatives(schema: object): object[] {
  const inner: unknown[] = [
    ...('anyOf' in schema && Array.isArray(schema.anyOf) ? schema.anyOf : []),
    ...('oneOf' in schema && Array.isArray(schema.oneOf) ? schema.oneOf : []),
    ...('items' in schema ? [schema.items] : []),
  ];
  return inner
    .filter((part) => typeof part === 'object' && part !== null)
    .flatMap((part) => [part, ...alternatives(part)]);
}
