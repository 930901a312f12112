import * as v from 'valibot';
import { EngineError } from '../../platform/errors';
import { fileReasonOf } from '../../platform/fileReason';
import { FileRefusedError, parseJson, readText } from '../../platform/readFile';
import { check, ProtocolError } from '../../protocol/check';
import { Report, reportSchemaVersion } from '../../protocol/report';
import { productVersion } from '../../platform/version';
import { endProblem, missingWarning } from './conclusions';
import { dataDifference } from './dataDifference';
import { derived } from './derived';
import { validateReport } from './validateReport';

const nameReport = 'Name a report.json that a run has written.';
const anew = 'Run the benchmark again, or take another copy of the report.';

const Kind = v.looseObject({ kind: v.literal('decimal-benchmark-report'), schemaVersion: v.number() });

/**
 * Reads a JSON report and checks all of it.
 * @throws EngineError `bad-input` that names the file, and the field and why if it can be read but is not a report
 */
export async function readReport(path: string): Promise<Report> {
  return reportOf(await readReportData(path), path);
}

/** Reads the JSON of a report file. @throws EngineError `bad-input` that names the file */
export async function readReportData(path: string): Promise<unknown> {
  return parse(await contents(path), path);
}

/** The same of data that was read already. @param path - named in errors */
export function reportOf(data: unknown, path: string): Report {
  if (!v.is(Kind, data)) {
    throw badInput('The file is JSON of another kind, not a report of Decimal Benchmark', path, nameReport);
  }
  const { schemaVersion } = data;
  if (schemaVersion !== reportSchemaVersion) {
    throw badInput(
      `The report has schema version ${schemaVersion}, and this version of Decimal Benchmark reads version ${reportSchemaVersion}`,
      path,
      schemaVersion > reportSchemaVersion ? 'Update Decimal Benchmark.' : 'Run the benchmark again.',
    );
  }
  const report = checked(Report, data, path);
  const problem = validateReport(report);
  if (problem !== null) throw badInput(`The report is damaged: ${problem}`, path, anew);
  return consistent(report, path);
}

/**
 * Every word and difference that is shown comes from the report's own figures. Another version may have worded them otherwise,
 * so its words are made anew; those of this version must be what its figures give.
 */
function consistent(report: Report, path: string): Report {
  let expected: Report;
  try {
    expected = derived(report);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw badInput(`The report is damaged: its options cannot be used. ${error.message}`, path, anew, error);
  }
  const end = endProblem(expected);
  if (end !== null) throw badInput(`The report is damaged: ${end}`, path, anew);
  if (report.versions.product !== productVersion) return expected;
  const difference = dataDifference(report, expected);
  if (difference === null) {
    const missing = missingWarning(report);
    if (missing === null) return report;
    throw badInput(`The report is damaged: ${missing}, which its figures give`, path, anew);
  }
  const { path: field, found, expected: own } = difference;
  throw badInput(
    `The report is damaged: ${field} is ${found}, and by its other figures it is ${own}`,
    path,
    anew,
  );
}

async function contents(path: string): Promise<string> {
  try {
    return await readText(path, 'report');
  } catch (error) {
    const words = fileReasonOf(error);
    const reason = words?.reason ?? (error instanceof Error ? error.message : String(error));
    throw badInput(`The report cannot be read: ${reason}`, path, words?.remedy ?? nameReport, error);
  }
}

function parse(text: string, path: string): unknown {
  const json = text.trim();
  try {
    return parseJson(json);
  } catch (error) {
    if (error instanceof FileRefusedError) {
      throw badInput(`The report cannot be read: ${error.reason}`, path, error.remedy, error);
    }
    if (json === '') throw badInput('The report is empty', path, nameReport, error);
    // Every report is an object.
    if (!json.startsWith('{'))
      throw badInput('The file is no report: it is not JSON', path, nameReport, error);
    if (!json.endsWith('}')) throw badInput('The report is cut short', path, anew, error);
    throw badInput('The report is damaged: it is not whole JSON', path, anew, error);
  }
}

/** Data of a report file in the shape of a schema. @throws EngineError `bad-input` that names the file and the field */
export function checked<S extends v.GenericSchema>(schema: S, data: unknown, path: string): v.InferOutput<S> {
  try {
    return check(schema, data, 'report');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw badInput(`The report is damaged: ${error.message}`, path, anew, error);
  }
}

function badInput(message: string, where: string, remedy: string, cause?: unknown): EngineError {
  return new EngineError({ code: 'bad-input', message, where, remedy }, { cause });
}
