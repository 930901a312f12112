/** A program that writes a prepared report into the folder that it is given, for tests that end it half-way. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { writeReport } from '../../../engine/benchmark/report/write';
import { check } from '../../../engine/protocol/check';
import { Report } from '../../../engine/protocol/report';

const PreparedReport = v.object({
  report: Report,
  markdown: v.string(),
  charts: v.record(v.string(), v.string()),
});

const [, , folder = '', prepared = ''] = process.argv;
void write();

async function write(): Promise<void> {
  const parsed: unknown = JSON.parse(await readFile(prepared, 'utf8'));
  await writeReport(folder, check(PreparedReport, parsed, 'prepared report'));
}
