import { strict as assert } from 'node:assert';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { defaultThresholds, thresholdRange } from '../../../../engine/protocol/baseline';
import { runDefaults } from '../../../../engine/protocol/defaults';
import {
  defaultEditorSettings,
  floatZerosSection,
  floatZerosSettingSchemas,
} from '../../../../engine/protocol/languageServer';
import {
  defaultLintSettings,
  RuleCode,
  ruleCodes,
  RuleLevel,
  severities,
} from '../../../../engine/protocol/lint';
import { historyLengths, settingRanges } from '../../../../engine/protocol/settings';
import { engineNames, scenarioNames, storages } from '../../../../engine/protocol/vocabulary';
import { baselinePattern } from '../../../../src/history/baselineFiles';
import { languages } from '../../../../src/floatZeros/languages';
import { extension, product } from '../product';

const Setting = v.looseObject({
  default: v.unknown(),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
  enum: v.optional(v.array(v.string())),
  items: v.optional(v.looseObject({ enum: v.optional(v.array(v.string())) })),
});
const Manifest = v.looseObject({
  activationEvents: v.array(v.string()),
  contributes: v.looseObject({
    commands: v.array(
      v.looseObject({ command: v.string(), title: v.string(), category: v.optional(v.string()) }),
    ),
    configuration: v.looseObject({ properties: v.record(v.string(), Setting) }),
  }),
});

function manifest() {
  return v.parse(Manifest, extension().packageJSON);
}

describe('manifest', () => {
  before(product);

  it('offers Run and Cancel without a category and all else under the name of the product', () => {
    const titles = manifest().contributes.commands.map(({ title, category }) =>
      category === undefined ? title : `${category}: ${title}`,
    );
    assert.deepEqual(titles, [
      'Run Decimal Benchmark',
      'Cancel Decimal Benchmark',
      'Decimal Benchmark: Run Decimal Benchmark on This File…',
      'Decimal Benchmark: Show Results',
      'Decimal Benchmark: Export Report…',
      'Decimal Benchmark: Show Log',
      'Decimal Benchmark: Open Run…',
      'Decimal Benchmark: Compare Two Runs…',
      'Decimal Benchmark: Export Run…',
      'Decimal Benchmark: Delete Run…',
      'Decimal Benchmark: Accept as Baseline',
      'Decimal Benchmark: Scan Workspace for Float Zeros',
      'Decimal Benchmark: Show Migration Overview',
      'Decimal Benchmark: Fix All Float Zeros in File',
      'Decimal Benchmark: Open Rule Documentation',
      'Decimal Benchmark: Add FloatOperation Trap to conftest.py',
      'Decimal Benchmark: Run Tests with the FloatOperation Trap',
      'Decimal Benchmark: Restart Float Zero Server',
    ]);
  });

  it('declares no command that is not registered', async () => {
    const registered = await vscode.commands.getCommands(true);
    const missing = manifest().contributes.commands.filter((one) => !registered.includes(one.command));
    assert.deepEqual(missing, []);
  });

  it('has the defaults, ranges and words of the protocol', () => {
    const { properties } = manifest().contributes.configuration;
    const setting = (key: string) => properties[`decimalBenchmark.${key}`];
    assert.deepEqual(setting('scenarios')?.default, ['daily']);
    assert.deepEqual(setting('scenarios')?.items?.enum, scenarioNames);
    assert.deepEqual(setting('engines')?.items?.enum, engineNames);
    assert.deepEqual(setting('engines')?.default, runDefaults.engines);
    assert.deepEqual(setting('storage')?.enum, storages);
    assert.equal(setting('storage')?.default, runDefaults.storage);
    assert.equal(setting('launches')?.default, runDefaults.launches);
    assert.equal(setting('runs')?.default, runDefaults.runs);
    assert.equal(setting('target')?.default, runDefaults.targetPercent);
    assert.equal(setting('precision')?.default, runDefaults.precisionPercent);
    assert.equal(setting('maxTime')?.default, runDefaults.maxMinutes);
    for (const key of ['launches', 'runs', 'target', 'precision', 'maxTime'] as const) {
      const { least, most } = settingRanges[key];
      assert.deepEqual([setting(key)?.minimum, setting(key)?.maximum], [least, most], key);
    }
  });

  it('keeps as many runs as the protocol says', () => {
    const setting = manifest().contributes.configuration.properties['decimalBenchmark.history.length'];
    assert.deepEqual(
      { default: setting?.default, least: setting?.minimum, most: setting?.maximum },
      historyLengths,
    );
  });

  it('has the thresholds of the protocol', () => {
    const { properties } = manifest().contributes.configuration;
    for (const key of ['warningPercent', 'failurePercent'] as const) {
      const setting = properties[`decimalBenchmark.gate.${key}`];
      assert.ok(setting);
      assert.equal(setting.default, defaultThresholds[key]);
      assert.deepEqual({ least: setting.minimum, most: setting.maximum }, thresholdRange);
    }
  });

  it('has the settings of finding float zeros as the protocol has them', () => {
    const { properties } = manifest().contributes.configuration;
    const section = `${floatZerosSection}.`;
    const declared = Object.entries(properties).filter(([key]) => key.startsWith(section));
    const defaults = Object.fromEntries(
      declared.map(([key, one]) => [key.slice(section.length), one.default]),
    );
    assert.deepEqual(defaults, { ...defaultLintSettings, ...defaultEditorSettings });
    assert.deepEqual(v.parse(v.object(floatZerosSettingSchemas), defaults), defaults);
    const rules = v.parse(
      v.looseObject({ properties: v.record(RuleCode, v.looseObject({ enum: v.array(RuleLevel) })) }),
      properties[`${section}rules`],
    );
    assert.deepEqual(Object.keys(rules.properties), ruleCodes);
    for (const one of Object.values(rules.properties)) assert.deepEqual(one.enum, [...severities, 'off']);
  });

  it('is loaded for the languages that float zeros are checked for in and when there is a baseline, and for nothing else', () => {
    assert.deepEqual(manifest().activationEvents, [
      ...languages.map((language) => `onLanguage:${language}`),
      `workspaceContains:${baselinePattern}`,
    ]);
  });

  it('finds a text for every placeholder', () => {
    assert.doesNotMatch(JSON.stringify(extension().packageJSON), /"%[\w.]+%"/);
  });
});
