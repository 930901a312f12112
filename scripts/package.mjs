// @ts-check
// `npm run package`: a VSIX for this platform, decimal-benchmark-<platform>-<version>.vsix.
// `--output DIR` puts it elsewhere than into the checkout.
import { parseArgs } from 'node:util';
import { prepare } from './build.mjs';
import { main, root } from './checkout.mjs';
import { makePackage } from './vsix.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { output: { type: 'string' } } });
  prepare();
  console.log(await makePackage(values.output ?? root));
});
