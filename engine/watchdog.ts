/** Entry of the watchdog thread. */
import { workerData } from 'node:worker_threads';
import { keepWatch } from './platform/watchdog';

keepWatch(workerData);
