/** The rules for TypeScript and JavaScript as a plugin of ESLint, over the same analysis. */
import type { Linter, Rule } from 'eslint';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { check } from '../protocol/check';
import { defaultLintSettings, lintSettingSchemas, type Severity } from '../protocol/lint';
import { scriptRuleCodes } from '../protocol/ruleCodes';
import { productVersion } from '../platform/version';
import type { Analyser } from './analyser';
import { ruleInfo, type RuleInfo } from './catalogue';
import type { Finding, Fix } from './finding';
import { languageOf } from './languages';
import { rulePageFile } from './rulePages';
import { suppress } from './suppression/suppress';
import { TextLines } from './textLines';
import { createScriptAnalyser } from './typescript/analyser';

const { decimalTypes, maxProgramMemoryMb } = lintSettingSchemas;
/** `settings['decimal-benchmark']` of ESLint's configuration. */
const PluginSettings = v.strictObject({
  decimalTypes: v.optional(decimalTypes, defaultLintSettings.decimalTypes),
  maxProgramMemoryMb: v.optional(maxProgramMemoryMb, defaultLintSettings.maxProgramMemoryMb),
});
type PluginSettings = v.InferOutput<typeof PluginSettings>;

export const meta = { name: 'decimal-benchmark', version: productVersion, namespace: 'db' };

/** By code: `db/DB105`. */
export const rules: Readonly<Record<string, Rule.RuleModule>> = Object.fromEntries(
  scriptRuleCodes.map((code) => [code, ruleModule(ruleInfo(code))]),
);

const levels = { error: 'error', warning: 'warn', hint: 'warn' } as const satisfies Record<Severity, string>;

/** All rules, each as the catalogue weighs it. */
const recommended: Linter.Config = {
  name: 'decimal-benchmark/recommended',
  plugins: { db: { meta, rules } },
  rules: Object.fromEntries(scriptRuleCodes.map((code) => [`db/${code}`, levels[ruleInfo(code).severity]])),
};
export const configs = { recommended };

function ruleModule({ code, title }: RuleInfo): Rule.RuleModule {
  return {
    meta: {
      type: 'problem',
      docs: { description: title, url: pathToFileURL(rulePageFile(code)).href },
      schema: [],
      fixable: 'code',
      hasSuggestions: true,
    },
    create: (context) => ({
      Program() {
        for (const finding of findingsIn(context)) {
          if (finding.rule === code) context.report(descriptor(finding, context));
        }
      },
    }),
  };
}

/** Fixes that keep every value are applied by `--fix`, the others are suggested; those of other files are neither. */
function descriptor({ message, range, fixes }: Finding, context: Rule.RuleContext): Rule.ReportDescriptor {
  const { sourceCode, filename } = context;
  const own = fixes.filter(({ files }) => files.every((file) => file.path === filename));
  const safe = own.find(({ changesValue }) => !changesValue);
  const start = sourceCode.getLocFromIndex(range.start);
  const end = sourceCode.getLocFromIndex(range.end);
  return {
    message,
    loc: { start, end },
    fix: safe === undefined ? null : (fixer) => made(safe, fixer),
    suggest: own
      .filter((fix) => fix !== safe)
      .map((fix) => ({ desc: fix.title, fix: (fixer: Rule.RuleFixer) => made(fix, fixer) })),
  };
}

function made({ files }: Fix, fixer: Rule.RuleFixer): Rule.Fix[] {
  return files.flatMap(({ edits }) =>
    edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text)),
  );
}

/** What was found last: every rule of a file asks for the same. */
let last: { readonly text: string; readonly key: string; readonly findings: readonly Finding[] } | null =
  null;
const analysers = new Map<string, Analyser>();

function findingsIn({ filename, cwd, sourceCode: { text }, settings }: Rule.RuleContext): readonly Finding[] {
  if (languageOf(filename) !== 'script' || !path.isAbsolute(filename)) return [];
  const own = check(PluginSettings, settings['decimal-benchmark'] ?? {}, "settings['decimal-benchmark']");
  const key = JSON.stringify([filename, cwd, own]);
  if (last?.key === key && last.text === text) return last.findings;
  const analyser = analyserFor(cwd, own);
  analyser.update(filename, text);
  const findings = unsuppressed(analyser.findings(filename), filename, text);
  last = { text, key, findings };
  return findings;
}

function analyserFor(root: string, own: PluginSettings): Analyser {
  const key = JSON.stringify([root, own]);
  const known = analysers.get(key);
  if (known !== undefined) return known;
  const made = createScriptAnalyser({ ...own, root });
  analysers.set(key, made);
  return made;
}

/** ESLint heeds its own comments by itself; ours are for us to heed. */
function unsuppressed(findings: readonly Finding[], file: string, text: string): readonly Finding[] {
  return suppress(findings, {
    path: file,
    language: 'script',
    lines: new TextLines(text),
    requireReason: false,
    isOn: (rule) => rule !== 'DB900',
    dialects: ['dblint'],
    isAnalysed: true,
  }).kept;
}
