import axe from 'axe-core';
import { strict as assert } from 'node:assert';
import * as v from 'valibot';
import { EditorWindow, themes } from './editorWindow';
import { newProfile } from './machine';

const Violations = v.array(
  v.object({ id: v.string(), help: v.string(), nodes: v.array(v.object({ html: v.string() })) }),
);

const sizes = { wide: { width: 1500, height: 2000 }, narrow: { width: 720, height: 3000 } };

/** What axe finds wrong in the panel's page, one line a finding. */
async function accessibilityProblems(window: EditorWindow): Promise<string[]> {
  const main = window.panel.locator('main');
  await main.evaluate(axe.source);
  const found: unknown = await main.evaluate('axe.run(document).then(({ violations }) => violations)');
  return v
    .parse(Violations, found)
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

describe('the panel after a restart of the editor', () => {
  let profile: string;
  let verdict: string;

  before(async () => {
    profile = newProfile();
    const window = await EditorWindow.open({
      profile,
      settings: { 'decimalBenchmark.launches': 5, 'decimalBenchmark.runs': 20 },
    });
    await window.command('Run Decimal Benchmark');
    await window.runningPanel();
    await window.finishedPanel();
    verdict = (await window.statusItem.innerText()).trim();
    assert.notEqual(verdict, '');
    await window.close();
  });

  for (const theme of themes) {
    it(`shows the last run again and has no accessibility problem in ${theme}`, async () => {
      const name = theme.toLowerCase().replaceAll(' ', '-');
      const settings = {
        'workbench.colorTheme': theme,
        'decimalBenchmark.launches': 5,
        'decimalBenchmark.runs': 20,
      };
      const window = await EditorWindow.open({ profile, settings });
      try {
        await window.command('Decimal Benchmark: Show Results');
        await window.panel.getByText(verdict).first().waitFor();
        const problems: string[] = [];
        for (const [size, { width, height }] of Object.entries(sizes)) {
          await window.resize(width, height);
          problems.push(...(await accessibilityProblems(window)));
          await window.screenshot(`${name}-${size}`);
        }
        assert.deepEqual(problems, []);
      } finally {
        await window.close();
      }
    });
  }
});
