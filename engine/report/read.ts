import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { EngineError } from '../errors';
import { check, ProtocolError } from '../protocol/check';
import { Report, reportSchemaVersion } from '../protocol/report';

const Kind = v.looseObject({ kind: v.literal('decimal-benchmark-report'), schemaVersion: v.number() });

/**
 * Reads a JSON report and checks all of it.
 * @throws EngineError `bad-input` that names the file, and the field and why where it can be read but is not a report
 */
export async function readReport(path: string): Promise<Report> {
  const data = parse(await contents(path), path);
  const { schemaVersion } = checked(Kind, data, path);
  if (schemaVersion > reportSchemaVersion) {
    throw badInput(
      `The report has schema version ${schemaVersion}, and this version of Decimal Benchmark reads ${reportSchemaVersion}`,
      path,
      'Update Decimal Benchmark.',
    );
  }
  return checked(Report, data, path);
}

async function contents(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badInput(`The report cannot be read: ${reason}`, path, 'Give the path of a report.json.', error);
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badInput(
      `The report is not whole JSON: ${reason}`,
      path,
      'It may be cut short; run the benchmark again.',
      error,
    );
  }
}

function checked<S extends v.GenericSchema>(schema: S, data: unknown, path: string): v.InferOutput<S> {
  try {
    return check(schema, data, 'report');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw badInput(
      `Not a Decimal Benchmark report: ${error.message}`,
      path,
      'Give the path of a report.json.',
      error,
    );
  }
}

function badInput(message: string, where: string, remedy: string, cause?: unknown): EngineError {
  return new EngineError({ code: 'bad-input', message, where, remedy }, { cause });
}
