/** Mutators that the targets share: of text, of bytes and of JSON. */
import fc from 'fast-check';

/** Text that has broken readers, terminals and pages before. */
export const hostileTexts = [
  '',
  ' ',
  '\0',
  '\r',
  '\r\n',
  '\n\n',
  '\ufeff',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u202e',
  '\ud83d',
  '😀',
  'é',
  '"',
  "'",
  '"""',
  '\\',
  '\\\n',
  ',',
  ';',
  '#',
  '`',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[link](https://evil.example/x)',
  '![image](https://evil.example/x)',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '-1',
  '0',
  '0.0',
  '1e400',
  '-1e-400',
  'NaN',
  'Infinity',
  '99999999999999999999999999.99999999',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '*',
  '**',
  '(a+)+$',
  '*a*a*a*a*a*a*a*a*b',
  '!',
  ':',
  '=',
] as const;

/** Whether UTF-8 can hold it: no half of a surrogate pair stands alone. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<string[]>(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('(', '[', '{', '-', '\n', ' ', 'a', '*', ','), fc.integer({ min: 2, max: 400 }))
      .map(([text, times]) => text.repeat(times)),
  },
);

/** Part of a text, as shares of its length. */
const part = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.1, noNaN: true })),
);

type Edit = (text: string, other: string) => string;

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(part, hostileText).map(
    ([[from, length], inserted]): Edit =>
      (text) =>
        spliced(text, from, length, inserted),
  ),
  part.map(
    ([from, length]): Edit =>
      (text) =>
        spliced(text, from, length, ''),
  ),
  part.map(([from, length]): Edit => (text) => {
    const start = Math.floor(from * text.length);
    const piece = text.slice(start, start + Math.ceil(length * text.length));
    return text.slice(0, start) + piece + text.slice(start);
  }),
  // A piece of another text, at the ends of lines.
  fc
    .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 6 }))
    .map(([at, from, count]): Edit => (text, other) => {
      const [lines, others] = [text.split('\n'), other.split('\n')];
      lines.splice(at % lines.length, 0, ...others.slice(from % others.length).slice(0, count));
      return lines.join('\n');
    }),
  fc.tuple(fc.nat(), fc.nat()).map(([one, two]): Edit => (text) => {
    const lines = text.split('\n');
    const [first, second] = [one % lines.length, two % lines.length];
    [lines[first], lines[second]] = [lines[second] ?? '', lines[first] ?? ''];
    return lines.join('\n');
  }),
);

function spliced(text: string, from: number, length: number, inserted: string): string {
  const start = Math.floor(from * text.length);
  return text.slice(0, start) + inserted + text.slice(start + Math.ceil(length * text.length));
}

/** One of the texts with up to five edits. */
export function mutatedText(texts: readonly string[]): fc.Arbitrary<string> {
  const any = fc.constantFrom(...texts);
  return fc
    .tuple(any, any, fc.array(edit, { maxLength: 5 }))
    .map(([text, other, edits]) => edits.reduce((edited, apply) => apply(edited, other), text));
}

/** The bytes of a text, with some of them changed or cut off. */
export function mutatedBytes(texts: readonly string[]): fc.Arbitrary<Buffer> {
  const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }));
  return fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(change, { maxLength: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([text, changes, kept]) => {
      const bytes = Buffer.from(text);
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
      return kept > 0.8 ? bytes : bytes.subarray(0, Math.floor((kept / 0.8) * bytes.length));
    });
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const hostileValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: hostileText.filter(isWellFormed) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Json[]>(
      null,
      true,
      -1,
      0,
      0.5,
      1e308,
      -1e308,
      2 ** 53,
      5e-324,
      [],
      {},
      [[]],
      ['x'],
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }).map(nested) },
);

function nested(depth: number): Json {
  return Array.from({ length: depth }).reduce<Json>((inner) => [inner], 0);
}

type JsonEdit =
  | { readonly kind: 'replace'; readonly value: Json }
  | { readonly kind: 'drop' | 'twice' }
  | { readonly kind: 'append'; readonly text: string }
  | { readonly kind: 'scale'; readonly by: number };

const jsonEdit: fc.Arbitrary<JsonEdit> = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), value: hostileValue }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'twice' as const) }),
  fc.record({
    kind: fc.constant('append' as const),
    text: hostileText.filter(isWellFormed),
  }),
  fc.record({ kind: fc.constant('scale' as const), by: fc.constantFrom(-1, 0, 2, 1e-9, 1e300) }),
);

/** A JSON value with up to three changes at random depths. */
export function mutatedJson(value: Json): fc.Arbitrary<Json> {
  const change = fc.tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), jsonEdit);
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce<Json>((before, [steps, made]) => changed(before, steps, made) ?? null, value),
    );
}

/** @returns undefined if the value itself is dropped */
function changed(value: Json, [step, ...rest]: readonly number[], made: JsonEdit): Json | undefined {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (step === undefined || keys.length === 0) return edited(value, made);
  const key = keys[step % keys.length] ?? '';
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.flatMap((item, index) => {
      if (String(index) !== key) return [item];
      const next = changed(item, rest, made);
      return next === undefined ? [] : made.kind === 'twice' && rest.length === 0 ? [next, next] : [next];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, Json][] => {
      if (name !== key) return [[name, item]];
      const next = changed(item, rest, made);
      if (next === undefined) return [];
      return made.kind === 'twice' && rest.length === 0
        ? [
            [name, next],
            [`${name}2`, next],
          ]
        : [[name, next]];
    }),
  );
}

function edited(value: Json, made: JsonEdit): Json | undefined {
  switch (made.kind) {
    case 'replace':
      return made.value;
    case 'drop':
      return undefined;
    case 'twice':
      return value;
    case 'append':
      return typeof value === 'string' ? value + made.text : made.text;
    case 'scale':
      return typeof value === 'number' ? value * made.by : value;
  }
}
