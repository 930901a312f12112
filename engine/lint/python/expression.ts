/**
 * What is kept of an expression outside its file's tree: enough to tell its type once all files are known. Plain JSON.
 * A name is looked up in the module that the expression stands in.
 */
export type Expression =
  | readonly ['unknown']
  | readonly ['literal', 'float' | 'int' | 'text' | 'none']
  | readonly ['name', string]
  /** A class that is named in a text: `ForeignKey("shop.Order")`. */
  | readonly ['named', string]
  | readonly ['self', string]
  | readonly ['parameter', string, number]
  | readonly ['attribute', Expression, string]
  | readonly ['call', Expression, readonly Expression[], readonly (readonly [string, Expression])[]]
  | readonly ['subscript', Expression, Expression, string]
  | readonly ['binary', string, Expression, Expression]
  | readonly ['any', readonly Expression[]]
  | readonly ['list', Expression]
  | readonly ['tuple', readonly Expression[]]
  | readonly ['dict', Expression, Expression]
  | readonly ['element', Expression]
  | readonly ['item', Expression, number]
  /** What gives the value when it is called. */
  | readonly ['lambda', Expression]
  /** A function of the file, by its qualified name. */
  | readonly ['function', string]
  /** The class that comes after one of the file's. */
  | readonly ['super', string]
  /** A value whose type an annotation gives. */
  | readonly ['annotated', Expression];

export const unknownExpression: Expression = ['unknown'];
/** What never has a value, as a name that is only assigned from itself. */
export const neverExpression: Expression = ['any', []];

/** Limit of the sources of a value that are distinguished; the first ones in the text matter most. */
const mostSources = 12;

/** Joins what a value may be. */
export function anyOf(expressions: readonly Expression[]): Expression {
  const [first] = expressions;
  return first !== undefined && expressions.length === 1 ? first : ['any', expressions.slice(0, mostSources)];
}

/** An expression of more parts is as good as unknown. */
const largest = 120;

/** Whether an expression has too many parts to be worth following. */
export function isLarge(expression: Expression): boolean {
  let left = largest;
  const pending: (readonly unknown[])[] = [expression];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (--left < 0) return true;
    for (const part of next) if (Array.isArray(part)) pending.push(part);
  }
  return false;
}
