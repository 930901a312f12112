/** Settings of a project: `[tool.decimal-benchmark]` in pyproject.toml, and decimal-benchmark.json. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import * as v from 'valibot';
import { EngineError } from '../../platform/errors';
import { fileReasonOf } from '../../platform/fileReason';
import { maxNesting, parseJson, readTextSync } from '../../platform/readFile';
import { check, ProtocolError, shortened } from '../../protocol/check';
import { defaultLintSettings, LintSettings, lintSettingSchemas } from '../../protocol/lint';
import { didYouMean } from '../didYouMean';

const jsonName = 'decimal-benchmark.json';
const tomlName = 'pyproject.toml';

/** The settings that hold others, with the keys of those. */
const nestedKeys: Readonly<Record<string, readonly string[]>> = {
  vocabulary: Object.keys(lintSettingSchemas.vocabulary.entries),
};

const Settings = v.partial(v.strictObject(lintSettingSchemas));
type GivenSettings = v.InferOutput<typeof Settings>;

const PyProject = v.object({
  tool: v.optional(v.object({ 'decimal-benchmark': v.optional(v.unknown()) })),
});

/**
 * The settings for a project's folder: each as the JSON file has it, else as pyproject.toml has it, else its default.
 * @throws EngineError `bad-input` if a file cannot be read or holds what is no setting
 */
export function settingsOfFolder(folder: string): LintSettings {
  const files = [tomlName, jsonName]
    .map((name) => path.join(folder, name))
    .filter((file) => existsSync(file));
  return complete(...files.map(settingsIn));
}

/** The settings that one file gives, whatever else there is. @throws EngineError as {@link settingsOfFolder} */
export function settingsOfFile(file: string): LintSettings {
  return complete(settingsIn(file));
}

/**
 * Whether a file of settings, or a project's part in pyproject.toml, is in a folder. A file that cannot be read counts,
 * so that {@link settingsOfFolder} reports why.
 */
export function hasSettings(folder: string): boolean {
  if (existsSync(path.join(folder, jsonName))) return true;
  const toml = path.join(folder, tomlName);
  if (!existsSync(toml)) return false;
  try {
    return readTextSync(toml, 'settings').includes('decimal-benchmark');
  } catch (error) {
    if (fileReasonOf(error) === null) throw error;
    return true;
  }
}

/** @param given - the later ones win */
function complete(...given: readonly GivenSettings[]): LintSettings {
  const merged = given.reduce<GivenSettings>((before, settings) => ({ ...before, ...settings }), {});
  return check(LintSettings, { ...defaultLintSettings, ...merged }, 'settings');
}

function settingsIn(file: string): GivenSettings {
  try {
    const text = readTextSync(file, 'settings');
    if (!file.endsWith('.toml')) return givenSettings(parseJson(text), `settings in ${file}`);
    const own = check(PyProject, parseToml(text, { maxDepth: maxNesting }), file).tool?.['decimal-benchmark'];
    return own === undefined ? {} : givenSettings(own, `[tool.decimal-benchmark] in ${file}`);
  } catch (error) {
    throw settingsError(file, error);
  }
}

/** @param what - names the data in the error, as of {@link check} */
function givenSettings(data: unknown, what: string): GivenSettings {
  refuseUnknown(data, Object.keys(lintSettingSchemas), what, '');
  return check(Settings, data, what);
}

/** @throws ProtocolError that names the first key that is no setting, and the setting that was meant */
function refuseUnknown(data: unknown, keys: readonly string[], what: string, above: string): void {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return;
  for (const [key, value] of Object.entries(data)) {
    if (!keys.includes(key)) {
      const meant = didYouMean(key, keys);
      const advice = meant === null ? '' : `; did you mean ${meant}?`;
      throw new ProtocolError(`${what}: ${above}${shortened(key)} is no setting${advice}`);
    }
    const nested = above === '' ? nestedKeys[key] : undefined;
    if (nested !== undefined) refuseUnknown(value, nested, what, `${key}.`);
  }
}

function settingsError(file: string, error: unknown): EngineError {
  const reason = fileReasonOf(error);
  const detail = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  const message =
    reason !== null
      ? `Cannot read the settings in ${file}: ${reason.reason}`
      : error instanceof ProtocolError
        ? detail
        : `Cannot read the settings in ${file}: ${detail}`;
  return new EngineError(
    {
      code: 'bad-input',
      message,
      where: null,
      remedy: reason?.remedy ?? 'docs/float-zeros.md lists the settings and what they may be.',
    },
    { cause: error },
  );
}
