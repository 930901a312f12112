/** What a check was asked to judge and a baseline has no figures of: known before anything is measured. */
import { EngineError } from '../../platform/errors';
import { referenceEngine, type BaselineMachine } from '../../protocol/baseline';
import { runDefaults } from '../../protocol/defaults';
import { engineNames, scenarioNames, type EngineName, type ScenarioName } from '../../protocol/vocabulary';
import { defaultBaselineFile } from './file';

export interface Requested {
  readonly scenarios: readonly ScenarioName[];
  /** Null for those that the baseline holds. */
  readonly engines: readonly EngineName[] | null;
  /** The baseline is of this machine, so that times are compared; ratios to the reference engine otherwise. */
  readonly isSame: boolean;
  /** The baseline's file, for messages. */
  readonly file: string;
}

/** A scenario and engine that was asked for. */
export interface RequestedSubject {
  readonly scenario: ScenarioName;
  readonly engine: EngineName;
  /** The baseline has what it is to be compared with. */
  readonly isHeld: boolean;
}

/** All that was asked for, in order. By ratios, the reference engine itself cannot be. */
export function requestedSubjects(entry: BaselineMachine, requested: Requested): RequestedSubject[] {
  const { scenarios, engines, isSame } = requested;
  return scenarios.flatMap((scenario) => {
    const there = entry.scenarios[scenario]?.engines;
    const held = there === undefined ? runDefaults.engines : engineNames.filter((name) => there[name]);
    return (engines ?? held)
      .filter((engine) => isSame || engine !== referenceEngine)
      .map((engine) => {
        const figures = there?.[engine];
        return {
          scenario,
          engine,
          isHeld: figures !== undefined && (isSame || figures.toReference !== null),
        };
      });
  });
}

/**
 * What the baseline has no figures of, what it has, and the command that records it, before the time is spent to measure.
 * @returns null if everything is there
 * @throws EngineError `no-samples` if nothing is, so that nothing could be judged
 */
export function missingFigures(entry: BaselineMachine, requested: Requested): string | null {
  const subjects = requestedSubjects(entry, requested);
  const { scenarios, file, isSame } = requested;
  if (subjects.length === 0) {
    throw nothingToCompare(
      `On another machine than the baseline was recorded on, engines are compared by their ratios to ${referenceEngine}, and no other engine is named`,
      file,
      `Name others with --engines, or record this machine with ${command('create', scenarios, file)}.`,
    );
  }
  const isAbsent = (scenario: ScenarioName): boolean => entry.scenarios[scenario] === undefined;
  const lacking = scenarios.filter((name) => subjects.some((each) => each.scenario === name && !each.isHeld));
  if (lacking.length === 0) return null;
  const missing = lacking.map((name) => {
    const engines = subjects.filter((each) => each.scenario === name && !each.isHeld);
    return isAbsent(name) ? name : `${name} (${engines.map(({ engine }) => engine).join(', ')})`;
  });
  const what = isSame ? 'figures' : `ratios to ${referenceEngine}`;
  const message = `The baseline has no ${what} of ${missing.join(', ')}; it has ${heldText(entry, requested)}`;
  const remedy = remedyOf(
    lacking.filter(isAbsent),
    lacking.filter((name) => !isAbsent(name)),
    requested,
  );
  if (!subjects.some(({ isHeld }) => isHeld)) throw nothingToCompare(message, file, remedy);
  return `${message}. What is missing is not judged. ${remedy}`;
}

/** A baseline without a figure of any kind. */
export function emptyBaselineError(file: string): EngineError {
  return nothingToCompare(
    'The baseline has no figures',
    file,
    `Record some with ${command('create', [], file)}.`,
  );
}

/** E.g. `daily (float, native)`, of what could be compared. */
function heldText(entry: BaselineMachine, requested: Requested): string {
  const all = requestedSubjects(entry, { ...requested, scenarios: scenarioNames, engines: null });
  const held = scenarioNames.flatMap((name) => {
    const engines = all.filter(({ scenario, isHeld }) => scenario === name && isHeld);
    return engines.length === 0 ? [] : [`${name} (${engines.map(({ engine }) => engine).join(', ')})`];
  });
  return held.length === 0 ? 'none' : held.join(', ');
}

/** Recording on this machine replaces a comparison by ratios, so that it takes all of the scenarios at once. */
function remedyOf(
  absent: readonly ScenarioName[],
  incomplete: readonly ScenarioName[],
  { scenarios, isSame, file }: Requested,
): string {
  const commands = isSame
    ? [
        ...(absent.length === 0 ? [] : [command('create', absent, file)]),
        ...(incomplete.length === 0 ? [] : [command('update', incomplete, file)]),
      ]
    : [command('create', scenarios, file)];
  const others = incomplete.length === 0 ? 'other scenarios' : 'other scenarios or engines';
  const where = isSame ? '' : ' on this machine';
  return `Record them${where} with ${commands.join(' and ')}, or name ${others}.`;
}

/** A command as it can be typed, in backquotes. */
function command(name: 'create' | 'update', scenarios: readonly ScenarioName[], file: string): string {
  const words = [
    'baseline',
    name,
    ...(scenarios.length === 0 ? [] : ['--scenario', scenarios.join(',')]),
    ...(file === defaultBaselineFile ? [] : ['--file', file]),
  ];
  return `\`${words.join(' ')}\``;
}

function nothingToCompare(message: string, where: string, remedy: string): EngineError {
  return new EngineError({ code: 'no-samples', message: `${message}. Nothing was measured`, where, remedy });
}
