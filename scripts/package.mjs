// @ts-check
// `npm run package`: a VSIX for this platform, decimal-benchmark-<platform>-<version>.vsix.
// `--universal` leaves the native module out: that package runs on every platform, with the engines that need none.
// `--output DIR` puts it elsewhere than into the checkout.
import { parseArgs } from 'node:util';
import { prepare } from './build.mjs';
import { main, root } from './lib/checkout.mjs';
import { makePackage } from './lib/vsix.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { output: { type: 'string' }, universal: { type: 'boolean' } } });
  prepare();
  console.log(await makePackage(values.output ?? root, { universal: values.universal ?? false }));
});
