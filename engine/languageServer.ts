/** Entry of the language server: over the channel to the process that forked it, or over standard streams (`--stdio`). */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { LanguageServer } from './languageServer/server';

new LanguageServer(createConnection(ProposedFeatures.all)).listen();
