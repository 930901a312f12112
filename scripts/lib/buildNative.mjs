// @ts-check
// Builds the native module and its declarations into dist/native. Does nothing if the sources are those of the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const output = path.join(root, 'dist/native');
const declarations = path.join(output, 'index.d.ts');
const stamp = path.join(root, 'native/target/built.txt');

/** Digest of everything that the module is built from; null if it cannot be computed. */
function sourcesDigest() {
  const rustc = spawnSync('rustc', ['--version', '--verbose'], { encoding: 'utf8' });
  if (rustc.status !== 0) return null;
  const sources = readdirSync(path.join(root, 'native/src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.rs'))
    .sort()
    .map((file) => `src/${file}`);
  const digest = createHash('sha256').update(rustc.stdout);
  for (const file of ['Cargo.toml', 'Cargo.lock', 'build.rs', ...sources]) {
    digest.update(file).update(readFileSync(path.join(root, 'native', file)));
  }
  return digest.digest('hex');
}

/** The built modules; more than one only where another platform's was put there. */
function built() {
  return existsSync(output) ? readdirSync(output).filter((file) => file.endsWith('.node')) : [];
}

const digest = sourcesDigest();
const isBuilt = () => built().length > 0 && existsSync(declarations);
const upToDate = digest !== null && isBuilt() && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
if (!upToDate) {
  mkdirSync(output, { recursive: true });
  const napi = path.join(root, 'node_modules/@napi-rs/cli/cli.mjs');
  const options = ['--platform', '--release', '--no-js', '--manifest-path', 'native/Cargo.toml'];
  const build = spawnSync(
    process.execPath,
    [napi, 'build', ...options, '--no-dts-header', '--output-dir', 'dist/native', '--', '--locked'],
    { cwd: root, stdio: 'inherit' },
  );
  if (build.status !== 0 || !isBuilt()) {
    process.stderr.write('The native module was not built: see the messages above.\n');
    process.exit(1);
  }
  if (digest !== null) writeFileSync(stamp, digest);
}
