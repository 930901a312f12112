/** Entry of a measuring process. */
import { serveMeasurements } from './benchmark/measuringProcess';

serveMeasurements();
