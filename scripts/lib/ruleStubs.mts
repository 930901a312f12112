/** The first texts of a rule's files. They compile; the tests fail until the rule is written. */
import { ruleFolders, type RuleLanguage } from './ruleRegistry.mjs';

const title = 'Describe the problem in one line';

/** The rule's own file. */
export function ruleStub(code: string, language: RuleLanguage): string {
  const about = `{ name: 'rule-${code.toLowerCase()}', severity: 'warning', title: '${title}' }`;
  return language === 'python' ? pythonStub(code, about) : scriptStub(code, about);
}

function pythonStub(code: string, about: string): string {
  return `/** ${code}: describe what the rule finds. Flow analysis reports it with \`observations.add({ rule: '${code}', node })\`. */
import type { PythonRule, RuleEvidence } from '../rule';

/** Add what the message and the fixes need. */
export type Evidence = RuleEvidence;

export const rule: PythonRule<Evidence> = {
  about: ${about},
  message: () => 'describe the finding',
  related: () => [],
  fixes: () => [],
};
`;
}

function scriptStub(code: string, about: string): string {
  return `/** ${code}: describe what the rule finds. */
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: ${about},
  // Return \`findingAt(node, context, { rule: '${code}', … })\` for a node that the rule finds.
  findAt: () => null,
};
`;
}

/** The page in `docs/rules`. */
export function pageStub(code: string, language: RuleLanguage): string {
  const { shown } = ruleFolders[language];
  const [fence, bad, good] =
    language === 'python'
      ? ['python', 'price = 1.0', "from decimal import Decimal\n\nprice = Decimal('1')"]
      : [
          'ts',
          'export const price = 1;',
          "import Decimal from 'decimal.js';\n\nexport const price = new Decimal(1);",
        ];
  return `# ${code} rule-${code.toLowerCase()}

${title}.

| | |
| --- | --- |
| Severity | warning |
| Language | ${shown} |

## What it finds

Describe the code that the rule finds.

## Why

Describe what goes wrong in that code.

## Example

\`\`\`${fence} bad
${bad}
\`\`\`

\`\`\`${fence} good
${good}
\`\`\`

## Fix

Describe the fix.

## When to suppress

Describe when the code is right.
`;
}

/** A test of the rule alone; the page's examples are tested already. */
export function testStub(code: string, language: RuleLanguage): string {
  const [file, text] =
    language === 'python' ? ['module.py', 'price = 1.0\\n'] : ['module.ts', 'export const price = 1;\\n'];
  return `import { strict as assert } from 'node:assert';
import { found, inWorkspace, linterFor } from '../../workspace';

describe('${code}', () => {
  it('finds its simplest case', async () => {
    await inWorkspace({ '${file}': '${text}' }, async (folder) => {
      assert.deepEqual(await found(await linterFor(folder), folder), ['${file}:1 ${code}']);
    });
  });
});
`;
}
