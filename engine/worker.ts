/** Entry of a measuring process. */
import { crashText } from './errors';
import { exitOnCrash } from './platform/exitOnCrash';
import { serveMeasurements } from './benchmark/measuringProcess';

exitOnCrash(crashText);
serveMeasurements();
