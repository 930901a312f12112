import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';

/** What a run of a program's `run()` gave: the type of the result, or of the exception. */
export type Outcome = { readonly gives: string; readonly text: string } | { readonly raises: string };

const runner = `
import decimal, json, sys
outcomes = []
for code in json.load(sys.stdin):
    decimal.setcontext(decimal.Context(prec=28))
    try:
        names = {"__name__": "program"}
        exec(compile(code, "program", "exec"), names)
        result = names["run"]()
        outcomes.append({"gives": type(result).__name__, "text": str(result)})
    except Exception as error:
        outcomes.append({"raises": type(error).__name__})
json.dump(outcomes, sys.stdout)
`;

const reader = `
import ast, json, sys
problems = []
for code in json.load(sys.stdin):
    try:
        ast.parse(code)
        problems.append(None)
    except (SyntaxError, ValueError) as error:
        problems.append(str(error))
json.dump(problems, sys.stdout)
`;

/** Why there is no Python to run, or null if there is one. */
export function whyNoPython(): string | null {
  const { status, error } = spawnSync('python3', ['-c', 'import decimal'], { encoding: 'utf8' });
  return status === 0
    ? null
    : `python3 cannot be run: ${error?.message ?? `it ended with ${String(status)}`}`;
}

/** Runs each program's `run()`, one after the other in one process. */
export function outcomes(programs: readonly string[]): Outcome[] {
  return ask(runner, programs) as Outcome[];
}

/** For each text what Python has against it, or null if it parses. */
export function syntaxProblems(texts: readonly string[]): (string | null)[] {
  return ask(reader, texts) as (string | null)[];
}

function ask(program: string, texts: readonly string[]): unknown[] {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(status, 0, stderr);
  const answers: unknown = JSON.parse(stdout);
  assert.ok(Array.isArray(answers) && answers.length === texts.length);
  return answers;
}
