/**
 * Writes the JSON Schema of the report, `docs/report.schema.json`, from the checks that the product itself runs
 * (`engine/protocol/`), with the comments there as descriptions. `--check` writes nothing and fails where it is stale.
 *
 * Run it by `npx tsx scripts/report-schema.mts`.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { GenericSchema } from 'valibot';
import { readSchemaComments, type PropertyComments } from './schemaComments.mjs';
import * as backtest from '../engine/protocol/backtest';
import * as report from '../engine/protocol/report';
import * as vocabulary from '../engine/protocol/vocabulary';

const root = path.join(import.meta.dirname, '..');
const target = path.join(root, 'docs/report.schema.json');

const sources = ['backtest', 'report', 'vocabulary'].map((name) =>
  path.join(root, `engine/protocol/${name}.ts`),
);

const text = await schemaText();
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('docs/report.schema.json is stale. Run: npx tsx scripts/report-schema.mts');
  process.exitCode = 1;
}

async function schemaText(): Promise<string> {
  const generated = toJsonSchema(report.Report, {
    target: 'draft-2020-12',
    definitions: definitions(),
    overrideSchema: ({ jsonSchema }) => withTupleLength(jsonSchema),
  });
  const { $schema, $defs, ...rest } = generated;
  const used = usedDefinitions(rest, plainObjects($defs ?? {}));
  const comments = readSchemaComments(sources);
  describeProperties(rest, comments.get('Report')?.inner);
  for (const [name, definition] of Object.entries(used)) {
    const comment = comments.get(name);
    if (comment !== undefined && comment.text !== null)
      Object.assign(definition, { description: comment.text });
    describeProperties(definition, comment?.inner);
  }
  const schema = {
    $schema,
    $id: `urn:decimal-benchmark:report:${report.reportSchemaVersion}`,
    title: 'Decimal Benchmark report',
    description:
      'What one run of Decimal Benchmark measured and computed. Times are nanoseconds of one whole backtest run unless a name says otherwise; money and other decimals are text in plain notation, exact to the last digit.',
    ...rest,
    $defs: used,
  };
  return format(JSON.stringify(schema), { ...(await resolveConfig(target)), parser: 'json' });
}

/** A tuple has exactly its items, which the generator leaves open. */
function withTupleLength<S extends { prefixItems?: unknown }>(schema: S): S {
  if (!Array.isArray(schema.prefixItems)) return schema;
  const length = schema.prefixItems.length;
  return { ...schema, items: false, minItems: length, maxItems: length };
}

/** The named parts of the report, so that the schema names them too. */
function definitions(): Record<string, GenericSchema> {
  const named = new Map<string, unknown>(Object.entries({ ...backtest, ...report, ...vocabulary }));
  named.delete('Report');
  const schemas: Record<string, GenericSchema> = {};
  for (const [name, value] of named) if (isSchema(value)) schemas[name] = value;
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
