/** What a check was asked to judge and a baseline has no figures of: known before anything is measured. */
import { EngineError } from '../errors';
import { referenceEngine, type BaselineMachine } from '../protocol/baseline';
import { engineNames, scenarioNames, type EngineName, type ScenarioName } from '../protocol/vocabulary';
import { defaultBaselineFile } from './file';

export interface Asked {
  readonly scenarios: readonly ScenarioName[];
  /** Null for those that the baseline holds. */
  readonly engines: readonly EngineName[] | null;
  /** The baseline is of this machine, so that times are compared; ratios to the reference engine otherwise. */
  readonly isSame: boolean;
  /** The baseline's, named in what is said. */
  readonly file: string;
}

/** The engines of a scenario that are to be judged; by ratios, the reference engine cannot be. */
export function enginesToJudge(
  entry: BaselineMachine,
  scenario: ScenarioName,
  { engines, isSame }: Pick<Asked, 'engines' | 'isSame'>,
): EngineName[] {
  const there = entry.scenarios[scenario]?.engines ?? {};
  return (engines ?? engineNames.filter((name) => there[name] !== undefined)).filter(
    (engine) => isSame || engine !== referenceEngine,
  );
}

/**
 * Refuses what the baseline has no figures for, before the time is spent to measure it.
 * @throws EngineError `no-samples` that names what is missing, what is there, and the command that records it
 */
export function requireFigures(entry: BaselineMachine, asked: Asked): void {
  const { scenarios, file } = asked;
  const absent = scenarios.filter((name) => entry.scenarios[name] === undefined);
  const incomplete = scenarios
    .filter((name) => !absent.includes(name))
    .map((scenario) => ({ scenario, engines: enginesWithout(entry, scenario, asked) }))
    .filter(({ engines }) => engines.length > 0);
  const missing = [
    ...absent,
    ...incomplete.map(({ scenario, engines }) => `${scenario} (${engines.join(', ')})`),
  ];
  if (missing.length > 0) {
    const what = asked.isSame ? 'figures' : `ratios to ${referenceEngine}`;
    throw nothingToCompare(
      `The baseline has no ${what} of ${missing.join(', ')}; it has ${heldText(entry, asked)}`,
      file,
      remedyOf(
        absent,
        incomplete.map(({ scenario }) => scenario),
        asked,
      ),
    );
  }
  if (scenarios.some((name) => enginesToJudge(entry, name, asked).length > 0)) return;
  throw nothingToCompare(
    `On another machine than the baseline was recorded on, engines are compared by their ratios to ${referenceEngine}, and no other engine is named`,
    file,
    `Name others with --engines, or record this machine with ${command('create', scenarios, file)}.`,
  );
}

/** A baseline without a figure of any kind. */
export function emptyBaselineError(file: string): EngineError {
  return nothingToCompare(
    'The baseline has no figures',
    file,
    `Record some with ${command('create', [], file)}.`,
  );
}

/** The engines of a scenario that is there which are to be judged and have nothing to compare with. */
function enginesWithout(entry: BaselineMachine, scenario: ScenarioName, asked: Asked): EngineName[] {
  return enginesToJudge(entry, scenario, asked).filter(
    (engine) => !canCompare(entry, scenario, engine, asked),
  );
}

function canCompare(
  entry: BaselineMachine,
  scenario: ScenarioName,
  engine: EngineName,
  { isSame }: Pick<Asked, 'isSame'>,
): boolean {
  const figures = entry.scenarios[scenario]?.engines[engine];
  return figures !== undefined && (isSame || figures.toReference !== null);
}

/** E.g. `daily (float, native)`, of what could be compared. */
function heldText(entry: BaselineMachine, asked: Asked): string {
  const all: Asked = { ...asked, engines: null };
  const held = scenarioNames.flatMap((name) => {
    const engines = enginesToJudge(entry, name, all).filter((engine) => canCompare(entry, name, engine, all));
    return engines.length === 0 ? [] : [`${name} (${engines.join(', ')})`];
  });
  return held.length === 0 ? 'none' : held.join(', ');
}

/** Recording on this machine replaces a comparison by ratios, so that it takes all of the scenarios at once. */
function remedyOf(
  absent: readonly ScenarioName[],
  incomplete: readonly ScenarioName[],
  { scenarios, isSame, file }: Asked,
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
