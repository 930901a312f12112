/** Installs Chromium for the tests of the panel and of the editor, if that is possible without asking. */
import { chromiumPath } from './workbench/chromium';

chromiumPath((text) => console.log(text)).catch((error: unknown) => {
  // Tests that need a browser are skipped or fail with this reason; all others can run.
  console.log(error instanceof Error ? error.message : String(error));
});
