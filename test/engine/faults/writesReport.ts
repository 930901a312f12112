/** A program that writes a report into the folder that it is given, for tests that end it half-way. */
import { chartsOf } from '../../../engine/benchmark/report/charts';
import { markdownReport } from '../../../engine/benchmark/report/markdown';
import { writeReport } from '../../../engine/benchmark/report/write';
import { madeReport } from '../benchmark/report/madeReport';

const [, , folder = ''] = process.argv;
const report = madeReport();
// One of its charts stands for all: each is written by the same steps.
const charts = Object.fromEntries(Object.entries(chartsOf(report)).slice(0, 1));
void writeReport(folder, { report, markdown: markdownReport(report), charts });
