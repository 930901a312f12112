// @ts-check
// `npm run check`: types, lint and formatting of the files that changed since the last check.
import { installFromLockfile } from './lib/install.mjs';
import { quickChecks } from './lib/checks.mjs';
import { main } from './lib/checkout.mjs';
import { closingLines, runStage } from './lib/stages.mjs';

await main(async () => {
  installFromLockfile();
  const outcomes = await Promise.all(
    quickChecks.map(({ name, command }) =>
      runStage({ name, command, count: 'whole', atMostMinutes: 10 }, { isLive: false }),
    ),
  );
  console.log(`\n${closingLines(outcomes).join('\n')}`);
  process.exitCode = outcomes.some(({ failure }) => failure !== null) ? 1 : 0;
});
