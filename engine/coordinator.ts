/** Entry of the coordinator process. */
import { crashText } from './errors';
import { exitOnCrash } from './platform/exitOnCrash';
import { serveRun } from './benchmark/coordinator';

exitOnCrash(crashText);
serveRun();
