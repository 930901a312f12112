/** Entry of the language server: over the channel to the process that forked it, or over standard streams (`--stdio`). */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { crashText } from './platform/errors';
import { LanguageServer } from './languageServer/server';
import { stdioConnection } from './languageServer/transport/stdio';
import { exitOnCrash } from './platform/exitOnCrash';

exitOnCrash(crashText);
const isOnStreams = process.argv.includes('--stdio');
new LanguageServer(isOnStreams ? stdioConnection() : createConnection(ProposedFeatures.all)).listen();
