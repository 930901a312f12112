/** Files of a project that decide what is linted: an answer within the limit, settings or a refusal. */
import fc from 'fast-check';
import { settingsOfFolder } from '../../../engine/lint/settings/settingsFile';
import { linterFor, scanned } from '../../lint/workspace';
import { inCaseFolder } from '../caseFolder';
import { mutatedBytes, mutatedJson, mutatedText, type Json } from '../mutate';
import { acceptedOrRefused } from '../refusal';
import { target, type CaseFiles } from '../target';

const globs = [
  'build/**',
  '**/*.gen.py',
  '(a+)+$',
  '*a*a*a*a*a*a*a*a*b',
  '!(a|b)*',
  '{a,b}/{c,{d,e}}',
  '[!a-z]?',
  '\\',
];
const settings: Json = {
  exclude: globs,
  perFileIgnores: { 'tests/**': ['DB001'], '*.py': ['DB103'] },
  rules: { DB001: 'error', DB105: 'off' },
  decimalTypes: ['Money'],
  maxFileSizeKb: 512,
  vocabulary: { money: ['fee'] },
};
const toml = `[project]
name = "x"

[tool.decimal-benchmark]
exclude = ["build/**", "(a+)+$", "*a*a*a*a*a*a*a*a*b"]
decimalTypes = ["Money"]

[tool.decimal-benchmark.rules]
DB001 = "error"
`;
const gitignore = '# built\nbuild/\n!build/keep.py\n**/a*a*a*a*a*b\n[a-z]*/x\n\\#x\n  \n';
const tsconfig: Json = {
  compilerOptions: { strict: true, target: 'ES2022', paths: { 'x/*': ['./y/*'] } },
  extends: './tsconfig.json',
  include: ['**/*.ts', '(a+)+$'],
  references: [{ path: '..' }],
};

const anyText = (texts: readonly string[]): fc.Arbitrary<string | Buffer> =>
  fc.oneof<fc.Arbitrary<string | Buffer>[]>(mutatedText(texts), mutatedBytes(texts));
const jsonText = (json: Json): fc.Arbitrary<string | Buffer> =>
  fc.oneof<fc.Arbitrary<string | Buffer>[]>(
    mutatedJson(json).map((value) => JSON.stringify(value)),
    anyText([JSON.stringify(json, null, 2)]),
  );

const cases: fc.Arbitrary<CaseFiles> = fc.oneof(
  jsonText(settings).map((text) => ({ 'decimal-benchmark.json': text })),
  anyText([toml]).map((text) => ({ 'pyproject.toml': text })),
  anyText([gitignore]).map((text) => ({ '.gitignore': text })),
  jsonText(tsconfig).map((text) => ({ 'tsconfig.json': text })),
);

/** Their names are those on which a glob has taken exponential time. */
const sources: CaseFiles = {
  [`${'a'.repeat(43)}.py`]: 'from decimal import Decimal\n\nx = Decimal(0.1)\n',
  ['a'.repeat(63)]: '',
  'build/a/b/c.py': 'x = 0.0\n',
  'a.ts': "import Decimal from 'decimal.js';\nexport const x = (a: Decimal, b: Decimal) => a > b;\n",
};

export const settingsFiles = target<CaseFiles>({
  name: 'settings',
  cases,
  limitMs: 20_000,
  check: (files) =>
    inCaseFolder({ ...sources, ...files }, async (folder) => {
      const read = await acceptedOrRefused(() => settingsOfFolder(folder));
      if (read === null) return;
      const linter = await linterFor(folder, { settings: read });
      await scanned(linter, [folder]);
    }),
  files: (files) => ({ ...sources, ...files }),
});
