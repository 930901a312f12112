/** One side, of the benchmarks that a result file holds. */
import { visibleLine } from '../../presentation/visibleText';
import { EngineError } from '../../platform/errors';
import { readFigure } from './figures';
import type { NamedSamples } from './formats/named';
import { checkFeasibility } from './summaryFeasibility';
import type { RoundedNumber } from './roundedNumber';
import type { Side, SummaryFigures } from './side';

/** Names that an error lists before it says how many more there are. */
const namesListed = 12;

/** Whether one or several benchmarks have the name, or one the long name. */
export function isBenchmark(found: readonly NamedSamples[], name: string): boolean {
  return found.some((each) => each.name === name || each.longName === name);
}

/**
 * @param name - of the benchmark; null if the file is to hold a single one
 * @param file - names the file in errors and in what is printed
 * @throws EngineError `bad-input` if there is no such benchmark, more than one, or one without samples
 */
export function benchmarkSide(found: readonly NamedSamples[], name: string | null, file: string): Side {
  const benchmark = chosen(found, name, file);
  const source = `${file}:${name ?? benchmark.name}`;
  if (benchmark.seconds.length > 0) {
    const values = benchmark.seconds.map((value, index) => readFigure(value, `sample ${index + 1}`, source));
    const { resolution, notes } = benchmark;
    return { kind: 'samples', source, values, resolution, unit: 's', notes };
  }
  if (benchmark.summary !== null) {
    readFigure(benchmark.summary.mean, 'the mean', source);
    requirePossible(benchmark.summary, source);
    return { kind: 'summary', source, summary: benchmark.summary, unit: 's', notes: benchmark.notes };
  }
  throw refused(
    `${file} holds no samples of ${benchmark.name}`,
    benchmark.missing ?? 'Measure it first, and save the results again.',
  );
}

/** A tool sums up its samples without rounding, but for the last bits. */
function requirePossible({ n, mean, sd, min, max }: SummaryFigures, source: string): void {
  const almost = (value: number): RoundedNumber => ({
    text: String(Number(value.toPrecision(6))),
    value,
    low: value - Math.abs(value) * 1e-6,
    high: value + Math.abs(value) * 1e-6,
  });
  const judged = checkFeasibility({
    n,
    mean: almost(mean),
    sd: almost(sd),
    min: min === null ? null : almost(min),
    max: max === null ? null : almost(max),
  });
  if (n < 2 || judged.feasible) return;
  throw refused(
    `${source}: this summary is impossible: ${judged.reason}`,
    'Measure again: no samples have these figures.',
  );
}

function chosen(found: readonly NamedSamples[], name: string | null, file: string): NamedSamples {
  const [only, another] = found;
  if (only === undefined) throw refused(`${file} holds no benchmark`, 'Name a file with results in it.');
  if (name === null) {
    if (another === undefined) return only;
    throw refused(
      `${file} holds ${found.length} benchmarks`,
      `Name one as FILE:NAME, of: ${namesOf(found)}.`,
    );
  }
  const ofName = found.filter((each) => each.name === name);
  const ofLongName = found.filter((each) => each.longName === name);
  for (const [first, second] of [ofName, ofLongName]) {
    if (first !== undefined && second === undefined) return first;
  }
  const alike = ofLongName.length > 0 ? ofLongName : ofName;
  if (alike.length > 0) {
    throw refused(
      `${file} holds ${alike.length} benchmarks called ${name}`,
      isToldApart(alike)
        ? `Name one of them: ${namesOf(alike)}.`
        : 'Give them names of their own, or name the list of one by its path, such as FILE:/results/0/times.',
    );
  }
  throw refused(`${file} holds no benchmark called ${name}`, `Name one of: ${namesOf(found)}.`);
}

/** Each by its name, or by its long name where others are called the same. */
function namesOf(found: readonly NamedSamples[]): string {
  const counts = new Map<string, number>();
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = found.map(({ name, longName }) => (counts.get(name) === 1 ? name : (longName ?? name)));
  const distinct = [...new Set(names)];
  const more = distinct.length - namesListed;
  return [...distinct.slice(0, namesListed), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function isToldApart(alike: readonly NamedSamples[]): boolean {
  const longNames = new Set(alike.map(({ longName }) => longName));
  return longNames.size === alike.length && !longNames.has(null);
}

/** Names come from a file: no control sequence of theirs may reach the terminal. */
function refused(message: string, remedy: string): EngineError {
  return new EngineError({
    code: 'bad-input',
    message: visibleLine(message),
    where: null,
    remedy: visibleLine(remedy),
  });
}
