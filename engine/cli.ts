#!/usr/bin/env node
/** The command line's entry. */
import { endWithOwner } from './cli/owner';
import { runCommandLine } from './cli/program';

endWithOwner();
// Setting the code and letting the process end by itself lets everything that was printed reach its reader.
void runCommandLine(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
