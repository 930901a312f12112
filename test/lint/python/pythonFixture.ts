/** Runs the analyser over small workspaces whose expectations stand in their lines. */
import path from 'node:path';
import type { Finding } from '../../../engine/lint/finding';
import { createPythonAnalyser } from '../../../engine/lint/python/analyser';
import { defaultLintSettings } from '../../../engine/protocol/lint';

export const folder = path.resolve('/workspace');

export type Files = Readonly<Record<string, string>>;

/** An analyser that holds these files, by their names in the workspace. */
export async function analyserOf(files: Files, settings = defaultLintSettings) {
  const analyser = await createPythonAnalyser(settings);
  for (const [name, text] of Object.entries(files)) analyser.update(path.join(folder, name), text);
  return analyser;
}

/** What is found, as `name:line RULE severity`, in order. */
export async function found(files: Files, settings = defaultLintSettings): Promise<string[]> {
  const analyser = await analyserOf(files, settings);
  return Object.entries(files).flatMap(([name, text]) =>
    analyser.findings(path.join(folder, name)).map((finding) => placed(name, text, finding)),
  );
}

function placed(name: string, text: string, { range, rule, severity }: Finding): string {
  return `${name}:${lineOf(text, range.start)} ${rule} ${severity}`;
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** What the lines expect: `# ! DB001 error` at the end of a line, several divided by commas. */
export function expected(files: Files): string[] {
  return Object.entries(files).flatMap(([name, text]) =>
    text.split('\n').flatMap((line, index) => {
      const marks = /# ! (.*)$/.exec(line)?.[1];
      return marks === undefined ? [] : marks.split(', ').map((mark) => `${name}:${index + 1} ${mark}`);
    }),
  );
}
