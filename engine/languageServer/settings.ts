/** The settings of a folder: what its own files say, then what people have set in their editor. */
import * as v from 'valibot';
import { EngineError } from '../platform/errors';
import { defaultBaseline, readBaseline } from '../lint/findingsBaseline';
import { settingsOfFolder } from '../lint/settings/settingsFile';
import { defaultLintSettings, lintSettingSchemas, LintSettings } from '../protocol/lint';
import {
  defaultEditorSettings,
  EditorSettings,
  floatZerosSection,
  floatZerosSettingSchemas,
} from '../protocol/languageServer';
import { check, ProtocolError } from '../protocol/check';
import { failureText } from '../protocol/failure';

export interface FolderSettings {
  readonly lint: LintSettings;
  readonly testCommand: readonly string[];
  /** Whether the editor's own TypeScript analyzes open scripts, if it is available. */
  readonly useEditorProgram: boolean;
  /** Absolute path of the folder's baseline; null if it has none. */
  readonly baseline: string | null;
}

/** What the settings come to, and a sentence for each that cannot be used. */
export interface ReadSettings extends FolderSettings {
  readonly problems: readonly string[];
}

/**
 * Reads the settings of a folder. Keys that the editor left out, and values that cannot be used, are those of the folder's
 * own files, else the defaults.
 * @param given - what the editor gave for the section: anything at all
 */
export function readSettings(given: unknown, root: string): ReadSettings {
  const problems: string[] = [];
  const base = orTell(() => settingsOfFolder(root), defaultLintSettings, problems);
  const baseline = orTell(() => usableBaseline(root), null, problems);
  const values: Record<string, unknown> = { ...base };
  const own: Record<string, unknown> = { ...defaultEditorSettings };
  const set = v.is(v.record(v.string(), v.unknown()), given) ? given : {};
  for (const [key, schema] of Object.entries(floatZerosSettingSchemas)) {
    const value = set[key];
    // An editor that has no value for a key may send null for it.
    if (value === undefined || value === null) continue;
    try {
      const checked: unknown = check(schema, value, `${floatZerosSection}.${key}`);
      (key in lintSettingSchemas ? values : own)[key] = checked;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      problems.push(`The setting ${error.message}. Its default is used.`);
    }
  }
  return {
    lint: check(LintSettings, values, 'settings'),
    ...check(EditorSettings, own, 'settings'),
    baseline,
    problems,
  };
}

/** A baseline that can be read: the linter would refuse to start with another one. */
function usableBaseline(root: string): string | null {
  const file = defaultBaseline(root);
  if (file !== null) readBaseline(file);
  return file;
}

function orTell<T>(read: () => T, otherwise: T, problems: string[]): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    problems.push(failureText(error.toFailure()));
    return otherwise;
  }
}
