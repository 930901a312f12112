import { strict as assert } from 'node:assert';
import { Linter } from 'eslint';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import { configs, meta, rules } from '../../engine/lint/eslintPlugin';
import { scriptRuleCodes } from '../../engine/protocol/ruleCodes';
import { comparing, inWorkspace } from './workspace';

const file = 'a.ts';
const parser = {
  files: ['**/*.ts', '**/*.js'],
  languageOptions: { parser: tseslint.parser },
} as Linter.Config;

function linting(
  text: string,
  test: (messages: Linter.LintMessage[], linter: Linter, name: string) => void,
  changes: Linter.Config = {},
): Promise<void> {
  return inWorkspace({ [file]: text }, (folder) => {
    const linter = new Linter({ configType: 'flat', cwd: folder });
    const name = path.join(folder, file);
    test(linter.verify(text, [parser, configs.recommended, changes], { filename: name }), linter, name);
    return Promise.resolve();
  });
}

describe('the plugin of ESLint', () => {
  it('has every rule for scripts', () => {
    assert.deepEqual(Object.keys(rules), [...scriptRuleCodes]);
    assert.equal(meta.namespace, 'db');
    assert.deepEqual(
      Object.keys(configs.recommended.rules ?? {}),
      scriptRuleCodes.map((code) => `db/${code}`),
    );
  });

  it('finds what the linter finds, by the types of the file', () =>
    linting(comparing, (messages) => {
      assert.deepEqual(
        messages.map(({ ruleId, severity, line, column, message }) => [
          ruleId,
          severity,
          line,
          column,
          message,
        ]),
        [['db/DB105', 2, 2, 46, '`>` compares Decimal as text']],
      );
    }));

  it('suggests the fixes that can change a value', () =>
    linting(comparing, ([message]) => {
      const [suggestion] = message?.suggestions ?? [];
      assert.equal(suggestion?.fix.text, 'a.gt(b)');
      assert.equal(message?.fix, undefined);
    }));

  it('is silent when ESLint or a suppression comment disables it', async () => {
    const silenced = [
      comparing.replace('export', '// eslint-disable-next-line db/DB105\nexport'),
      comparing.replace('export', '// dblint: ignore[DB105] on purpose\nexport'),
    ];
    for (const text of silenced) {
      await linting(text, (messages) => assert.deepEqual(messages, []), {
        linterOptions: { reportUnusedDisableDirectives: 'error' },
      });
    }
    await linting(comparing, (messages) => assert.deepEqual(messages, []), { rules: { 'db/DB105': 'off' } });
  });

  it('takes the names of decimals from the settings', async () => {
    const text = 'declare class Money { amount: string; }\nexport const f = (a: Money, b: Money) => a > b;\n';
    const settings = { 'decimal-benchmark': { decimalTypes: ['Money'] } };
    await linting(text, (messages) => assert.deepEqual(messages, []));
    await linting(
      text,
      (messages) =>
        assert.deepEqual(
          messages.map(({ ruleId }) => ruleId),
          ['db/DB105'],
        ),
      { settings },
    );
  });

  it('sees the text as it is now', () =>
    linting(comparing, (_messages, linter, name) => {
      const verify = (text: string) =>
        linter.verify(text, [parser, configs.recommended], { filename: name }).length;
      assert.equal(verify(comparing.replace('a > b', 'a.gt(b)')), 0);
      assert.equal(verify(comparing), 1);
    }));
});
