/** Entry of the coordinator process. */
import { serveRun } from './benchmark/coordinator';

serveRun();
