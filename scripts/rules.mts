/**
 * `npm run rules`: writes the files that name the rules of the linter, from the rules' own files: the registries, the
 * catalogue's entries, the list in `docs/rules`, and the settings in `package.json`.
 */
import { main } from './lib/checkout.mjs';
import { writeRegistry } from './lib/ruleRegistry.mjs';

await main(writeRegistry);
