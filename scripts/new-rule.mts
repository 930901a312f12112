/**
 * `npm run new-rule -- DB009`: writes the stubs of a rule (its file, page and tests) and names it in the registries. The
 * rule is for Python if its code starts with DB0, and for TypeScript if it starts with DB1.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main, root, ScriptError } from './lib/checkout.mjs';
import { ruleFolders, writeRegistry, type RuleLanguage } from './lib/ruleRegistry.mjs';
import { pageStub, ruleStub, testStub } from './lib/ruleStubs.mjs';

await main(async () => {
  const { code, language } = readArguments();
  const name = code.toLowerCase();
  const { folder, tests } = ruleFolders[language];
  const stubs = [
    [`${folder}/${name}.ts`, ruleStub(code, language)],
    [`docs/rules/${code}.md`, pageStub(code, language)],
    [`${tests}/${name}.test.ts`, testStub(code, language)],
  ] as const;
  const known = stubs.map(([file]) => file).filter((file) => existsSync(path.join(root, file)));
  if (known.length > 0)
    throw new ScriptError(`Nothing was written. These files exist: ${known.join(', ')}`, 2);
  for (const [file, text] of stubs) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
    console.log(file);
  }
  await writeRegistry();
  console.log(
    `Fill in these files, then run \`npm run rules\`. The tests of ${code} fail until it finds its examples.`,
  );
});

/** @throws ScriptError with exit code 2 */
function readArguments(): { code: string; language: RuleLanguage } {
  const usage = 'Usage: npm run new-rule -- CODE (DB0xx for Python, DB1xx for TypeScript)';
  const positionals = (() => {
    try {
      return parseArgs({ allowPositionals: true }).positionals;
    } catch (error) {
      throw new ScriptError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, 2);
    }
  })();
  const [code = '', ...rest] = positionals;
  if (!/^DB[01]\d\d$/.test(code) || rest.length > 0) throw new ScriptError(usage, 2);
  return { code, language: code.startsWith(ruleFolders.python.first) ? 'python' : 'script' };
}
