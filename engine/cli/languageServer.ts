/** `language-server`: finds float zeros for any editor that speaks the language server protocol. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { engineFolder } from '../platform/engineFolder';
import { exitCodes, type Finish } from './exitCode';

export function declareLanguageServer(program: Command, finish: Finish): void {
  program
    .command('language-server')
    .description('report float zeros to an editor over the Language Server Protocol')
    .addOption(new Option('--stdio', 'communicate over standard input and output').makeOptionMandatory())
    .action(() => {
      serve();
      finish(exitCodes.done);
    });
}

/** The server reads `--stdio` from the command line itself, and ends the process when its editor is done. */
function serve(): void {
  const load = createRequire(__filename);
  load(path.join(engineFolder(), 'languageServer.cjs'));
}
