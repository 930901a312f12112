#!/usr/bin/env node
/** The command line's entry. */
import { endWithOwner } from './cli/owner';
import { runCommandLine } from './cli/program';
import { failureOf } from './platform/errors';
import { exitOnCrash } from './platform/exitOnCrash';
import { failureText } from './protocol/failure';

exitOnCrash((error) => `error: ${failureText(failureOf(error))}`);
endWithOwner();
// Setting the code and letting the process end by itself lets everything that was printed reach its reader.
void runCommandLine(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
