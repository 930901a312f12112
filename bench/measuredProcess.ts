/** One subject in a process of its own: says `ready` once warm, then times one sample for each message. */
import { collectYoungGarbage } from '../engine/benchmark/measuring/sampler';
import { readBundleFile } from '../engine/ledger/data/bundleFile';
import { scenarioOf } from '../engine/ledger/scenarios';
import { scenarioNames } from '../engine/protocol/vocabulary';
import { subjectNames, subjectOf } from './subject';

const [bundleFile = '', scenarioName, subjectName] = process.argv.slice(2);
const scenario = scenarioNames.find((name) => name === scenarioName);
const subject = subjectNames.find((name) => name === subjectName);
if (scenario === undefined || subject === undefined) throw new Error('usage: FILE SCENARIO SUBJECT');

const bundle = readBundleFile(bundleFile);
const run = subjectOf(subject, bundle, scenarioOf(scenario).parameters);
const leastSampleNs = 25e6;
const warmNs = 1.5e9;

/** Nanoseconds of one run, over as many as were asked for. */
function time(repeats: number): number {
  const start = process.hrtime.bigint();
  for (let i = 0; i < repeats; i++) run();
  return Number(process.hrtime.bigint() - start) / repeats;
}

/** Runs until the compiler has settled. @returns the runs that fill a sample */
function warm(): number {
  let fastest = Infinity;
  for (let spent = 0, runs = 0; runs < 5 || spent < warmNs; runs++) {
    const ns = time(1);
    spent += ns;
    fastest = Math.min(fastest, ns);
  }
  return Math.max(1, Math.ceil(leastSampleNs / fastest));
}

const repeats = warm();
process.on('message', () => {
  collectYoungGarbage();
  process.send?.(time(repeats) / bundle.time.length);
});
process.send?.('ready');
