import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(__dirname, '..', '..');

/** Bundles the suites that run inside the editor, and gives the file that the editor loads. */
export async function bundleSuites(): Promise<string> {
  const sources = path.join(__dirname, 'suite');
  const output = path.join(root, 'dist', 'test', 'suite');
  rmSync(output, { recursive: true, force: true });
  const tests = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  await build({
    entryPoints: ['index.ts', ...tests].map((name) => path.join(sources, name)),
    outbase: sources,
    outdir: output,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(output, 'index.cjs');
}
