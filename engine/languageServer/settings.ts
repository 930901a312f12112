/** The settings of a folder: the product's defaults, then what people have set in their editor. */
import * as v from 'valibot';
import { defaultLintSettings, lintSettingSchemas, LintSettings } from '../protocol/lint';
import { defaultTestCommand, floatZerosSection, floatZerosSettingSchemas } from '../protocol/languageServer';
import { check, ProtocolError } from '../protocol/check';

export interface FolderSettings {
  readonly lint: LintSettings;
  readonly testCommand: readonly string[];
}

/** What the editor's settings come to, and a sentence for each that cannot be used. */
export interface ReadSettings extends FolderSettings {
  readonly problems: readonly string[];
}

/**
 * Reads what the editor gave for the section. Keys that it left out, and values that cannot be used, are `base`'s.
 * @param given - anything at all
 */
export function readSettings(given: unknown, base: LintSettings = defaultLintSettings): ReadSettings {
  const problems: string[] = [];
  const values: Record<string, unknown> = { ...base };
  let testCommand: readonly string[] = defaultTestCommand;
  const set = v.is(v.record(v.string(), v.unknown()), given) ? given : {};
  for (const [key, schema] of Object.entries(floatZerosSettingSchemas)) {
    const value = set[key];
    // An editor that has no value for a key may send null for it.
    if (value === undefined || value === null) continue;
    try {
      const checked: unknown = check(schema, value, `${floatZerosSection}.${key}`);
      if (key in lintSettingSchemas) values[key] = checked;
      else testCommand = check(floatZerosSettingSchemas.testCommand, value, key);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      problems.push(`The setting ${error.message}. Its default is used.`);
    }
  }
  return { lint: check(LintSettings, values, 'settings'), testCommand, problems };
}
