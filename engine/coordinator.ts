/** Entry of the coordinator process. */
import { crashText } from './platform/errors';
import { exitOnCrash } from './platform/exitOnCrash';
import { serveRun } from './benchmark/measuring/coordinator';

exitOnCrash(crashText);
serveRun();
