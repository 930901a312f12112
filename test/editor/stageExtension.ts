import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { editorProgramPlugin } from '../../engine/protocol/editorProgram';

const root = path.join(__dirname, '..', '..');
const parts = [
  'package.json',
  'package.nls.json',
  'docs/images',
  'docs/rules',
  'baselines/baseline.schema.json',
  'dist/extension.cjs',
  'dist/engine',
  'dist/webview',
  'dist/native',
  'dist/tsserverPlugin',
];

/** Copies the built extension to a folder of its own, where tests may break it and cannot reach the checkout. */
export function stageExtension(folder: string): string {
  const staged = path.join(folder, 'extension');
  const copy = (from: string, to: string) => {
    const source = path.join(root, from);
    if (!existsSync(source)) throw new Error(`${from} is missing: run \`npm run build\` first`);
    mkdirSync(path.dirname(path.join(staged, to)), { recursive: true });
    cpSync(source, path.join(staged, to), { recursive: true });
  };
  for (const part of parts) copy(part, part);
  // A link in the checkout's node_modules.
  copy(
    'engine/languageServer/tsserverPlugin/package.json',
    `node_modules/${editorProgramPlugin}/package.json`,
  );
  return staged;
}
