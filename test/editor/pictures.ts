/**
 * Takes the README's pictures: the packaged extension in a real workbench, a run of the daily scenario at default settings,
 * in the dark and the light theme. `npm run pictures`, on a machine with nothing else to do.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EditorWindow, type Theme } from './ui/editorWindow';
import { newProfile, prepareMachine } from './ui/machine';

const pictures: readonly { name: string; theme: Theme }[] = [
  { name: 'panel-dark', theme: 'Dark Modern' },
  { name: 'panel-light', theme: 'Light Modern' },
];
const size = { width: 1280, height: 1090 };
const root = path.join(__dirname, '..', '..');

void main();

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbp-'));
  try {
    await prepareMachine(folder, (text) => console.log(text));
    const profile = newProfile();
    for (const [index, { name, theme }] of pictures.entries()) await take(profile, name, theme, index === 0);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The first picture's window measures; the next show the same run again. */
async function take(profile: string, name: string, theme: Theme, measures: boolean): Promise<void> {
  const window = await EditorWindow.open({ profile, settings: { 'workbench.colorTheme': theme } });
  try {
    await window.resize(size.width, size.height);
    if (measures) {
      await window.command('Run Decimal Benchmark');
      await window.runningPanel();
      await window.finishedPanel();
    } else {
      await window.command('Decimal Benchmark: Show Results');
      await window.panel.getByText('Engines').first().waitFor();
    }
    await window.screenshot(name);
    copyFileSync(
      path.join(root, 'artifacts', 'editor', `${name}.png`),
      path.join(root, 'docs', 'images', `${name}.png`),
    );
  } finally {
    await window.close();
  }
}
