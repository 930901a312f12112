/** Judges this checkout's build against that of another revision, measured in turn. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { machineWarnings, readMachine } from '../measuring/machine';
import { makeTemporaryFolder, removeFolder } from '../../platform/temporaryFolder';
import { Throttling } from '../measuring/throttling';
import { readVersions } from '../measuring/versions';
import { EngineError } from '../../platform/errors';
import { readJsonSync } from '../../platform/readFile';
import type { Thresholds } from '../../protocol/baseline';
import type { GateReport } from '../../protocol/gate';
import type { Progress } from '../../protocol/run';
import type { EngineName, ScenarioName } from '../../protocol/vocabulary';
import { fingerprintOf, fingerprintText } from './machineFingerprint';
import { gateReportOf } from './gateReport';
import { gateLooks, runGate } from './gateRun';
import { checkoutOf, commitOf, commitText, revisionOf } from './git';
import { TwoBuildsSource } from './twoBuilds';
import type { LaunchCounts } from './work';
import { enginesOfBuild, withBuildOf } from './worktree';

export interface CompareRequest extends LaunchCounts {
  /** A folder in the checkout. */
  readonly from: string;
  /** Any name that git knows. */
  readonly against: string;
  readonly scenarios: readonly ScenarioName[];
  readonly engines: readonly EngineName[];
  readonly maxLaunches: number;
  readonly thresholds: Thresholds;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * @throws EngineError `bad-input` if there is no such checkout, build or revision; `no-samples` where the revision
 *   cannot be built or measured; `cancelled`
 */
export async function compareBuilds(request: CompareRequest): Promise<GateReport> {
  const startedAt = new Date();
  const startedMs = performance.now();
  const checkout = await checkoutOf(request.from, request.signal);
  requireOwnCheckout(checkout);
  const revision = await revisionOf(checkout, request.against, request.signal);
  const here = path.join(checkout, enginesOfBuild);
  const machine = readMachine();
  const fingerprint = fingerprintOf(machine, readVersions([]));
  const throttling = new Throttling();
  const warnings = [...machineWarnings(machine), ...throttling.before(), ...ageWarnings(checkout)];
  const commit = await commitOf(checkout, request.signal);
  for (const text of warnings) request.warn(text);
  const folder = makeTemporaryFolder();
  try {
    const { signal, say } = request;
    const result = await withBuildOf({ checkout, revision, signal, say }, (there) => {
      say(`Measuring ${commitText(commit)} against ${revision.slice(0, 10)}, in turn`);
      const source = new TwoBuildsSource({
        there,
        here,
        engines: request.engines,
        rounds: Math.max(1, Math.round(request.runs / request.launches)),
        folder,
        signal,
        onProgress: request.onProgress,
      });
      const subjects = request.scenarios.flatMap((scenario) =>
        request.engines.map((engine) => ({ scenario, engine, thresholds: request.thresholds })),
      );
      return runGate(subjects, gateLooks(request.launches, request.maxLaunches), source);
    });
    return gateReportOf(result, {
      startedAt,
      durationMs: performance.now() - startedMs,
      comparison: 'builds',
      against: request.against,
      explanation: `Two builds are compared, measured in turn on one machine (${fingerprintText(fingerprint)}): ${commitText(commit)} against ${revision.slice(0, 10)}.`,
      machine: fingerprint,
      baselineMachine: fingerprint,
      warnings: [...warnings, ...throttling.after()],
      before: () => null,
      fault: null,
    });
  } finally {
    removeFolder(folder);
  }
}

const Manifest = v.looseObject({ name: v.literal('decimal-benchmark') });

/** Builds of another project have no engines that could be measured. */
function requireOwnCheckout(checkout: string): void {
  if (!v.is(Manifest, manifestOf(checkout))) {
    throw new EngineError({
      code: 'bad-input',
      message: 'This is a checkout of another project than Decimal Benchmark',
      where: checkout,
      remedy: 'Builds are compared in a checkout of Decimal Benchmark itself.',
    });
  }
  if (existsSync(path.join(checkout, enginesOfBuild, 'worker.cjs'))) return;
  throw new EngineError({
    code: 'bad-input',
    message: `This checkout is not built: ${enginesOfBuild}/worker.cjs is not there`,
    where: checkout,
    remedy: 'Build it first with `npm run build`.',
  });
}

/** Null if there is none that could be read. */
function manifestOf(checkout: string): unknown {
  try {
    return readJsonSync(path.join(checkout, 'package.json'), 'manifest');
  } catch {
    return null;
  }
}

/** Says where a source is younger than the build, which is then measured as it is. */
function ageWarnings(checkout: string): string[] {
  const built = newest(path.join(checkout, 'dist'));
  const changed = ['engine', 'native/src'].map((folder) => newest(path.join(checkout, folder)));
  return changed.some((at) => at > built)
    ? ['Sources changed after the build in dist/, which is measured as it is: run `npm run build` first.']
    : [];
}

/** When a file below a folder was last changed, in milliseconds; 0 where there is none. */
function newest(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false }))
    .reduce((latest, file) => (file?.isFile() === true ? Math.max(latest, file.mtimeMs) : latest), 0);
}
