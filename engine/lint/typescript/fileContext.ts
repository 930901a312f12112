import path from 'node:path';
import ts from 'typescript-5.9';
import type { Severity, RuleCode } from '../../protocol/lint';
import type { Finding, Fix, RelatedPlace, TextEdit, TextRange } from '../finding';
import type { DecimalTypes, DecimalValue } from './decimalTypes';
import { unwrapped } from './unwrap';

/** What a rule needs to know of the file that it looks at. */
export interface FileContext {
  readonly file: ts.SourceFile;
  readonly types: DecimalTypes;
  readonly checker: ts.TypeChecker;
  /** Whether the project's types tell what may be null: else any decimal may be. */
  readonly isStrict: boolean;
  /** JavaScript: its types are inferred and declare nothing. */
  readonly isScript: boolean;
  /** Operands that were already checked. */
  readonly operands: Map<ts.Node, Operand>;
}

/** What an operand of a native operator is. */
export type Operand = DecimalValue | 'number' | 'text' | 'nothing' | 'other';

export function createContext(file: ts.SourceFile, types: DecimalTypes, isStrict: boolean): FileContext {
  const isScript = /\.[cm]?jsx?$/.test(file.fileName);
  return { file, types, checker: types.checker, isStrict, isScript, operands: new Map() };
}

interface Report {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly message: string;
  readonly related?: readonly (RelatedPlace | null)[];
  readonly fixes?: readonly (Fix | null)[];
}

/** A finding at a node, with the related places and fixes that there are. */
export function findingAt(node: ts.Node, context: FileContext, report: Report): Finding {
  return {
    path: pathOf(context.file),
    range: rangeOf(node),
    rule: report.rule,
    severity: report.severity,
    message: report.message,
    related: (report.related ?? []).filter((place) => place !== null),
    fixes: (report.fixes ?? []).filter((fix) => fix !== null),
  };
}

/**
 * A fix in the file itself. Nearly every one changes a value: that is what it is for.
 * @param changesType - in the options: whether a number becomes a decimal, or a decimal a text, which other code may not expect
 */
export function fixOf(
  context: FileContext,
  kind: Fix['kind'],
  title: string,
  edits: readonly TextEdit[],
  { keepsValue = false, changesType = false } = {},
): Fix {
  // Two parts of a fix may ask for the same import.
  const once = new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.text}`, edit]));
  const inOrder = [...once.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  const files = [{ path: pathOf(context.file), edits: inOrder }];
  return {
    title,
    kind,
    changesValue: !keepsValue,
    ...(changesType && !keepsValue && { breaksOtherUse: true }),
    files,
  };
}

export function replace(node: ts.Node, text: string): TextEdit {
  return { ...rangeOf(node), text };
}

function rangeOf(node: ts.Node): TextRange {
  return { start: node.getStart(), end: node.getEnd() };
}

export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

/** Where what the expression names is declared, as the other end of a flow; the expression itself if that is unknown. */
export function originOf(node: ts.Expression, name: string, context: FileContext): RelatedPlace {
  const inner = unwrapped(node);
  const symbol = context.checker.getSymbolAtLocation(
    ts.isPropertyAccessExpression(inner) ? inner.name : inner,
  );
  const declaration = symbol?.declarations?.find(
    (each) => !context.types.isKnownBeforehand(each.getSourceFile().fileName),
  );
  const place = declaration === undefined ? node : (ts.getNameOfDeclaration(declaration) ?? declaration);
  return placeOf(place, `\`${shorten(inner.getText())}\` is a ${name}`);
}

export function placeOf(node: ts.Node, message: string): RelatedPlace {
  return { path: pathOf(node.getSourceFile()), range: rangeOf(node), message };
}

/** An expression's text on one line, short enough for a message. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 57)}…`;
}

function pathOf(file: ts.SourceFile): string {
  return path.normalize(file.fileName);
}
