// @ts-check
// Builds what has changed: the bundles (dist/) and the native module (dist/native/).
import { isProgram, main, runOrThrow } from './checkout.mjs';
import { buildIfChanged, filesIn } from './buildStamp.mjs';
import { pluginFolder } from './bundles.mjs';
import { installFromLockfile } from './install.mjs';
import { requirePrerequisites } from './prerequisites.mjs';

/** Makes the checkout ready to run: checks the machine, installs, and builds what has changed. */
export function prepare() {
  requirePrerequisites();
  installFromLockfile();
  // Looks by itself whether there is anything to do.
  runOrThrow(process.execPath, ['scripts/build-native.mjs']);
  buildIfChanged({
    name: 'bundles',
    inputs: [
      'src',
      'engine',
      'webview',
      'baselines',
      'package.json',
      'package-lock.json',
      'scripts/bundle.mjs',
      'scripts/bundles.mjs',
      'scripts/standardLibrary.mjs',
    ],
    outputs: () => ['dist/extension.cjs', ...['dist/engine', 'dist/webview', pluginFolder].flatMap(filesIn)],
    build: () => {
      console.error('Building the bundles …');
      runOrThrow(process.execPath, ['scripts/bundle.mjs']);
    },
  });
}

if (isProgram(import.meta.url)) await main(prepare);
