// @ts-check
// `npm run watch`: builds the bundles anew whenever a source changes. The native module is built once, at the start.
import { context } from 'esbuild';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './build.mjs';
import { forgetBuild } from './lib/buildStamp.mjs';
import { bundles } from './lib/bundles.mjs';
import { main, root } from './lib/checkout.mjs';

await main(async () => {
  prepare();
  let building = 0;
  /** @type {import('esbuild').Plugin} */
  const announcer = {
    name: 'announcer',
    setup(build) {
      // These two lines are what the editor's task waits for.
      build.onStart(() => {
        if (building === 0) console.log('build started');
        building += 1;
      });
      build.onEnd(() => {
        building -= 1;
        chmodSync(path.join(root, 'dist/engine/cli.cjs'), 0o755);
        if (building === 0) console.log('build finished');
      });
    },
  };
  forgetBuild('bundles');
  for (const bundle of bundles) {
    // The panel is shipped without a source map, which breakpoints need.
    const mapped =
      bundle.platform === 'browser' ? { minify: false, sourcemap: /** @type {const} */ ('inline') } : {};
    const watched = await context({ ...bundle, ...mapped, plugins: [...(bundle.plugins ?? []), announcer] });
    await watched.watch();
  }
});
