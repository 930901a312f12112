// @ts-check
// Builds what has changed: the bundles (dist/) and the native module (dist/native/).
import { isProgram, main, runOrThrow } from './lib/checkout.mjs';
import { buildIfChanged, filesIn } from './lib/buildStamp.mjs';
import { installFromLockfile } from './lib/install.mjs';
import { requirePrerequisites } from './lib/prerequisites.mjs';

/** Makes the checkout ready to run: checks the machine, installs, and builds what has changed. */
export function prepare() {
  requirePrerequisites();
  installFromLockfile();
  // Looks by itself whether there is anything to do.
  runOrThrow(process.execPath, ['scripts/lib/buildNative.mjs']);
  buildIfChanged({
    name: 'bundles',
    inputs: [
      'src',
      'engine',
      'webview',
      'baselines',
      'package.json',
      'package-lock.json',
      'scripts/lib/bundle.mjs',
      'scripts/lib/bundles.mjs',
      'scripts/lib/standardLibrary.mjs',
    ],
    outputs: () => [
      'dist/extension.cjs',
      ...['dist/engine', 'dist/tsserverPlugin', 'dist/webview'].flatMap(filesIn),
    ],
    build: () => {
      console.error('Building the bundles …');
      runOrThrow(process.execPath, ['scripts/lib/bundle.mjs']);
    },
  });
}

if (isProgram(import.meta.url)) await main(prepare);
