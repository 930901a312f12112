/** Entry of a measuring process. */
import { crashText } from './platform/errors';
import { exitOnCrash } from './platform/exitOnCrash';
import { serveMeasurements } from './benchmark/measuring/measuringProcess';

exitOnCrash(crashText);
serveMeasurements();
