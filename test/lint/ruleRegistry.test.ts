import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { ruleCatalogue } from '../../engine/lint/catalogue';
import { pythonRules } from '../../engine/lint/python/rules';
import { scriptRules } from '../../engine/lint/typescript/rules';
import { rulesIn, staleFiles } from '../../scripts/lib/ruleRegistry.mjs';

const root = path.join(__dirname, '../..');

const Manifest = v.object({
  contributes: v.object({
    configuration: v.object({
      properties: v.object({
        'decimalBenchmark.floatZeros.rules': v.object({ properties: v.record(v.string(), v.unknown()) }),
        'decimalBenchmark.floatZeros.perFileIgnores': v.object({
          additionalProperties: v.object({ items: v.object({ enum: v.array(v.string()) }) }),
        }),
      }),
    }),
  }),
});

/** What is missing in a place that names rules, and what it names without a rule. */
function differences(rules: readonly string[], place: string, named: readonly string[]): string[] {
  return [
    ...rules.filter((code) => !named.includes(code)).map((code) => `${code} is missing in ${place}`),
    ...named
      .filter((code) => !rules.includes(code))
      .map((code) => `${place} names ${code}, which has no file`),
  ];
}

describe('the rules', () => {
  const rules = [...rulesIn('python'), ...rulesIn('script')];

  it('have their files named by the registries, the catalogue, the pages and the settings', () => {
    const settings = v.parse(Manifest, JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))
      .contributes.configuration.properties;
    const pages = readdirSync(path.join(root, 'docs/rules')).flatMap(
      (name) => /^(DB\d{3})\.md$/.exec(name)?.slice(1) ?? [],
    );
    const list = readFileSync(path.join(root, 'docs/rules/README.md'), 'utf8');
    const places: Readonly<Record<string, readonly string[]>> = {
      'the registries': [...Object.keys(pythonRules), ...Object.keys(scriptRules)],
      'the catalogue': ruleCatalogue.map(({ code }) => code),
      'docs/rules': pages,
      'docs/rules/README.md': [...list.matchAll(/^\| \[(DB\d{3})\]/gm)].map(([, code]) => code ?? ''),
      'decimalBenchmark.floatZeros.rules in package.json': Object.keys(
        settings['decimalBenchmark.floatZeros.rules'].properties,
      ),
      'decimalBenchmark.floatZeros.perFileIgnores in package.json':
        settings['decimalBenchmark.floatZeros.perFileIgnores'].additionalProperties.items.enum,
    };
    // `suppression/` reports DB900.
    const found = Object.entries(places).flatMap(([place, named]) =>
      differences(
        rules,
        place,
        named.filter((code) => code !== 'DB900'),
      ),
    );
    assert.deepEqual(found, []);
  });

  it('have registries that `npm run rules` would not change', async () => {
    assert.deepEqual([...(await staleFiles()).keys()], []);
  });

  it('are named when a place misses one or names one without a file', () => {
    assert.deepEqual(differences(['DB001', 'DB002'], 'docs/rules', ['DB001', 'DB003']), [
      'DB002 is missing in docs/rules',
      'docs/rules names DB003, which has no file',
    ]);
  });
});
