/** Entry of the watchdog thread. */
import { workerData } from 'node:worker_threads';
import { keepWatch } from './benchmark/watchdog';

keepWatch(workerData);
