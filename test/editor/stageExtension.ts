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
  `node_modules/${editorProgramPlugin}`,
];

/** Copies what was built to a folder of its own, where tests may break it, and where the checkout is out of reach. */
export function stageExtension(folder: string): string {
  const staged = path.join(folder, 'extension');
  for (const part of parts) {
    const source = path.join(root, part);
    if (!existsSync(source)) throw new Error(`${part} is missing: run \`npm run build\` first`);
    mkdirSync(path.dirname(path.join(staged, part)), { recursive: true });
    cpSync(source, path.join(staged, part), { recursive: true });
  }
  return staged;
}
