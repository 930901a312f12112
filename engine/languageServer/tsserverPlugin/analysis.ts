/** Entry of the part that looks at a program: the rules, over whatever compiler made it. */
import path from 'node:path';
import ts from 'typescript-5.9';
import { countSitesInSteps, findInSteps } from '../../lint/typescript/checkFile';
import { DecimalTypes } from '../../lint/typescript/decimalTypes';
import { isNestedTooDeeply } from '../../lint/typescript/nesting';
import type { Outcome } from './messages';
import { ineligibility } from './ineligibility';

/**
 * What is found in a file of an editor's program, in steps between which other work may be done. Where that might be
 * something else than the linter's own program, it returns a reason instead.
 */
export function* analyseInSteps(
  program: ts.Program,
  fileName: string,
  decimalTypes: readonly string[],
): Generator<undefined, Outcome, undefined> {
  const file = program.getSourceFile(fileName);
  if (file === undefined) return { outcome: 'absent' };
  if (isNestedTooDeeply(file)) return { outcome: 'ineligible', reason: 'the code is nested too deeply' };
  yield;
  const types = typesOf(program, decimalTypes);
  const reason = yield* ineligibility(program, file, types, decimalTypes);
  if (reason !== null) return { outcome: 'ineligible', reason };
  const findings = yield* findInSteps(file, { types, isStrict: true });
  const ledgerSites = yield* countSitesInSteps(file, types);
  return { outcome: 'found', result: { findings, ledgerSites, notes: [] } };
}

const known = new WeakMap<ts.TypeChecker, { readonly names: string; readonly types: DecimalTypes }>();

/** Kept as long as the checker is: it is asked again while people look at one text. */
function typesOf(program: ts.Program, decimalTypes: readonly string[]): DecimalTypes {
  const checker = program.getTypeChecker();
  const names = decimalTypes.join();
  const before = known.get(checker);
  if (before?.names === names) return before.types;
  const library = path.posix.dirname(ts.getDefaultLibFilePath({}).replaceAll('\\', '/'));
  const types = new DecimalTypes(checker, decimalTypes, library);
  known.set(checker, { names, types });
  return types;
}
