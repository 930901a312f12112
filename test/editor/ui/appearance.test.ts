import { strict as assert } from 'node:assert';
import { accessibilityProblems } from './accessibility';
import { EditorWindow, themes } from './editorWindow';
import { newProfile } from './machine';

const sizes = { wide: { width: 1500, height: 2000 }, narrow: { width: 720, height: 3000 } };

describe('the panel after a restart of the editor', () => {
  const settings = { 'decimalBenchmark.launches': 5, 'decimalBenchmark.runs': 20 };
  let verdict: string;
  let window: EditorWindow;

  before(async () => {
    const profile = newProfile();
    window = await EditorWindow.open({ profile, settings });
    await window.command('Run Decimal Benchmark');
    await window.runningPanel();
    await window.finishedPanel();
    verdict = (await window.statusItem.innerText()).trim();
    assert.notEqual(verdict, '');
    await window.close();
    window = await EditorWindow.open({ profile, settings });
  });

  after(() => window.close());

  it('shows the last run again', async () => {
    await window.command('Decimal Benchmark: Show Results');
    await window.panel.getByText(verdict).first().waitFor();
  });

  for (const theme of themes) {
    it(`has no accessibility problem in ${theme}, once the colours are changed to it`, async () => {
      await window.theme(theme);
      await window.panel.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      const problems: string[] = [];
      for (const [size, { width, height }] of Object.entries(sizes)) {
        await window.resize(width, height);
        problems.push(...(await accessibilityProblems(window)));
        await window.screenshot(`${theme.toLowerCase().replaceAll(' ', '-')}-${size}`);
      }
      assert.deepEqual(problems, []);
    });
  }
});
