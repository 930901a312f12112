/** Entry of the language server: over the channel to the process that forked it, or over standard streams (`--stdio`). */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { crashText } from './errors';
import { LanguageServer } from './languageServer/server';
import { exitOnCrash } from './platform/exitOnCrash';

exitOnCrash(crashText);
new LanguageServer(createConnection(ProposedFeatures.all)).listen();
