/** Python that is hard on an analysis: each family grows in one direction, and can be of any size. */
import * as fc from 'fast-check';

/** A file of about so many characters. */
type Family = (size: number) => string;

/** As many lines as fit. */
function lines(size: number, line: (index: number) => string): string {
  const all: string[] = [];
  for (let left = size, index = 0; left > 0; index++) {
    const next = line(index);
    all.push(next);
    left -= next.length + 1;
  }
  return `${all.join('\n')}\n`;
}

function count(size: number, ...parts: readonly string[]): number {
  return Math.max(1, Math.floor(size / parts.join('').length));
}

/** An expression inside of others. */
function nested(before: string, core: string, after: string): Family {
  return (size) => {
    const times = count(size, before, after);
    return `${before.repeat(times)}${core}${after.repeat(times)}`;
  };
}

function assigned(family: Family): Family {
  return (size) => `x = ${family(size)}\n`;
}

/** Statements inside of others, as deep as `depth`, over and over. */
function blocks(heads: readonly string[], body: string, depth: number): Family {
  const nest = Array.from({ length: depth }, (_, level) => {
    const head = heads[level % heads.length] ?? 'if c:';
    return head
      .split('\n')
      .map((line) => `${' '.repeat(level)}${line}`)
      .join('\n');
  }).join('\n');
  const whole = `${nest}\n${' '.repeat(depth)}${body}\n`;
  return (size) => whole.repeat(count(size, whole));
}

function inFunction(body: Family): Family {
  return (size) => {
    const inner = body(size)
      .split('\n')
      .map((line) => (line === '' ? line : `    ${line}`))
      .join('\n');
    return `def f(a: Decimal, b: list[Decimal], c, x, self, o):\n    t = 0.0\n${inner}\n    return t + a\n`;
  };
}

const expressions: Readonly<Record<string, Family>> = {
  minuses: nested('-', '1', ''),
  nots: nested('not ', 'a', ''),
  tildes: nested('~', 'a', ''),
  'minuses with brackets': nested('-(', '1', ')'),
  brackets: nested('(', '0.0', ')'),
  lists: nested('[', '0.0', ']'),
  tuples: nested('(', '0.0', ',)'),
  dictionaries: nested('{1: ', 'a', '}'),
  calls: nested('f(', 'a', ')'),
  'float calls': nested('float(', 'a', ')'),
  'max calls': nested('max(0.0, ', 'a', ')'),
  'round calls': nested('round(0.0 or ', 'a', ')'),
  'calls of results': nested('f', 'a', '()'),
  attributes: (size) => `a${'.b'.repeat(count(size, '.b'))}`,
  'methods in a chain': (size) => `a${'.b()'.repeat(count(size, '.b()'))}`,
  subscripts: (size) => `a${'[0]'.repeat(count(size, '[0]'))}`,
  'subscripts of subscripts': nested('a[', '0', ']'),
  'conditional expressions': nested('a if c else ', '0.0', ''),
  'conditions of conditional expressions': nested('(0.0 if ', 'c', ' else a)'),
  lambdas: nested('lambda: ', '0.0', ''),
  'list comprehensions': nested('[', 'a', ' for a in b]'),
  'comprehensions of comprehensions': nested('[a for a in ', 'b', ']'),
  'clauses of a comprehension': (size) => `[a ${'for a in b '.repeat(count(size, 'for a in b '))}]`,
  'walrus expressions': nested('(y := ', '0.0', ')'),
  awaits: nested('await ', 'a', ''),
  stars: nested('*', 'a', ''),
  'f-strings': (size) => {
    const times = count(size, 'f"{', '}"');
    return `${'f"{'.repeat(times)}a${'}"'.repeat(times)}`;
  },
  sums: (size) => `a${' + a'.repeat(count(size, ' + a'))}`,
  'sums with floats': (size) => `a${' + 0.0'.repeat(count(size, ' + 0.0'))}`,
  powers: (size) => `a${' ** a'.repeat(count(size, ' ** a'))}`,
  'or chain': (size) => `a${' or 0.0'.repeat(count(size, ' or 0.0'))}`,
  'and chain': (size) => `a${' and a.x is not None'.repeat(count(size, ' and a.x is not None'))}`,
  'or in brackets': nested('(a or ', '0.0', ')'),
  comparisons: (size) => `a${' < 0.0'.repeat(count(size, ' < 0.0'))}`,
  'texts in a row': (size) => '"a" '.repeat(count(size, '"a" ')),
  'texts that are added': (size) => `"a"${' + "a"'.repeat(count(size, ' + "a"'))}`,
  'a long list': (size) => `[${'0.0, '.repeat(count(size, '0.0, '))}]`,
  'a long list of names': (size) => `[${'a, '.repeat(count(size, 'a, '))}]`,
  'a long list of calls': (size) => `[${'f(a), '.repeat(count(size, 'f(a), '))}]`,
  'a long dictionary': (size) => `{${lines(size, (n) => `"k${n}": 0.0,`)}}`,
  'a long dictionary of names': (size) => `{${lines(size, (n) => `"k${n}": a${n},`)}}`,
  'a long text': (size) => `"${'a'.repeat(size)}"`,
  'a long text of lines': (size) => `"""${'a\n'.repeat(size / 2)}"""`,
  'a long number': (size) => `${'1'.repeat(size)}.0`,
  'a long name': (size) => 'a'.repeat(size),
  'a call of many arguments': (size) => `f(${'0.0, '.repeat(count(size, '0.0, '))})`,
  'a call of many names': (size) => `f(${lines(size, (n) => `k${n}=0.0,`)})`,
  'a call of max': (size) => `max(${'a, 0.0, '.repeat(count(size, 'a, 0.0, '))})`,
  'a slice': nested('a[1:', '2', ']'),
};

const bodies: Readonly<Record<string, Family>> = {
  'branches on one name': (size) => lines(size, () => 'if c: t = 0.0\nelse: t = a'),
  'branches on one attribute': (size) => lines(size, () => 'if c: o.t = 0.0\nelse: o.t = a'),
  'branches on different values': (size) => lines(size, (n) => `if c${n}: t = ${n}.5\nelse: t = x${n}`),
  'branches with slots': (size) => lines(size, (n) => `if c: t = K.v${n}\nelse: t = V${n}`),
  'branches that add': (size) => lines(size, () => 'if c: t = t + a'),
  'floats that are added up': (size) => lines(size, (n) => `t = t + y${n}\ny${n + 1} = 0.0`),
  'floats joined': (size) => lines(size, (n) => `if c: u = ${n}.5\nt = t + u`),
  'an or of floats': (size) => lines(size, (n) => `y${n} = 0.5\nt = t or y${n}`),
  'elif chain': (size) => `if c: t = 0.0\n${lines(size, (n) => `elif c == ${n}: t = a`)}`,
  'elif chain of guards': (size) =>
    `if c: t = 0.0\n${lines(size, (n) => `elif x${n} is not None: t = x${n}`)}`,
  'elif chain of names': (size) => `if c: t = 0.0\n${lines(size, (n) => `elif c == ${n}: t${n} = a`)}`,
  loops: (size) => lines(size, () => 'for t in b: t = t + a'),
  'loops with breaks': (size) => `while c:\n${lines(size, (n) => ` if c == ${n}: t = a; break`)}`,
  'loops with continues': (size) => `for q in b:\n${lines(size, (n) => ` if c:\n  t${n} = 0.0\n  continue`)}`,
  tries: (size) => lines(size, () => 'try: t = a\nexcept E: t = 0.0'),
  'excepts of one try': (size) => `try: t = a\n${lines(size, (n) => `except E${n}: t = 0.0`)}`,
  withs: (size) => lines(size, () => 'with a as t: t = 0.0'),
  cases: (size) => `match c:\n${lines(size, (n) => ` case ${n}: t = a`)}`,
  'cases in cases': (size) => lines(size, () => 'match c:\n case [a, [b, {"k": t}]]: t = 0.0'),
  returns: (size) => lines(size, () => 'if c: return 0.0'),
  'returns of tuples': (size) => lines(size, () => 'if c: return 0.0, a'),
  'assignments to one name': (size) => lines(size, () => 't = 0.0'),
  'values for one name': (size) => lines(size, (n) => `t = a${n}`),
  'values for many names': (size) => lines(size, (n) => `t${n} = 0.0`),
  'names of names': (size) => lines(size, (n) => `t${n + 1} = t${n}`),
  'names of later names': (size) => lines(size, (n) => `t${n} = t${n + 1}`),
  'names of two names': (size) => lines(size, (n) => `t${n + 1} = t${n} + t${n}`),
  'additions to one name': (size) => lines(size, () => 't += a'),
  'additions to an attribute': (size) => lines(size, () => 'o.t += a'),
  'keys of one dictionary': (size) => lines(size, (n) => `d["k${n}"] = 0.0`),
  'keys that are read': (size) => lines(size, (n) => `d["k${n}"] = 0.0; t = d[c]`),
  'dictionaries that are made again': (size) => lines(size, (n) => `d["k${n}"] = 0.0; e = d; d = e`),
  'attributes of one object': (size) => lines(size, (n) => `o.a${n} = 0.0`),
  'parts of parts': (size) => lines(size, (n) => `o.a${n}.b = 0.0; o.a${n} = c`),
  'targets of one assignment': (size) => `${'t = '.repeat(count(size, 't = '))}0.0`,
  'nested targets': (size) => `${nested('(', 't', ',)')(size)} = a`,
  'nested targets of a loop': (size) => `for ${nested('(', 't', ',)')(size)} in b: pass`,
  'a target of many names': (size) => `${'t, '.repeat(count(size, 't, '))} = a`,
  'many names for many values': (size) =>
    `${'t, '.repeat(count(size / 2, 't, '))} = ${'a, '.repeat(count(size / 2, 'a, '))}`,
  calls: (size) => lines(size, (n) => `g(${n}.0, x${n})`),
  'calls of a method': (size) => lines(size, (n) => `b.append(x${n})`),
  assertions: (size) => lines(size, (n) => `assert x${n} is not None and isinstance(x${n}, Decimal)`),
  globals: (size) => lines(size, (n) => `global g${n}`),
  'globals in one line': (size) => `global ${'g, '.repeat(count(size, 'g, '))}h`,
  'functions in a function': (size) => lines(size, (n) => `def g${n}(y=0.0):\n return y + a`),
  'classes in a function': (size) => lines(size, (n) => `class G${n}:\n y = 0.0`),
  deletes: (size) => lines(size, () => 'del t'),
  lambdas: (size) => lines(size, (n) => `k${n} = lambda y=0.0: y + a`),
  comprehensions: (size) => lines(size, (n) => `k${n} = sum([y * 0.5 for y in b if y is not None])`),
  'getattr with defaults': (size) => lines(size, (n) => `t = d.get("k${n}", 0.0) + a`),
};

const modules: Readonly<Record<string, Family>> = {
  'backslash lines': (size) => `x = 1 ${'\\\n'.repeat(size / 2)}+ 2\n`,
  'backslash lines alone': (size) => '\\\n'.repeat(size / 2),
  'backslash lines with blanks': (size) => `x = 1 ${' \\\n'.repeat(size / 3)}\n`,
  'backslash lines with windows ends': (size) => `x = 1 ${'\\\r\n'.repeat(size / 3)}+ 2\n`,
  'empty lines': (size) => '\n'.repeat(size),
  'lines of blanks': (size) => ' \n'.repeat(size / 2),
  blanks: (size) => `${' '.repeat(size)}\n`,
  tabs: (size) => `x = ${'\t'.repeat(size)}1\n`,
  'form feeds': (size) => `${'\f'.repeat(size)}x = 1\n`,
  'null characters': (size) => `x = ${'\0'.repeat(size)}\n`,
  'no-break spaces': (size) => `x = ${'\u00a0'.repeat(size)}1\n`,
  'carriage returns': (size) => `x = 1\r`.repeat(size / 6),
  comments: (size) => '#\n'.repeat(size / 2),
  'a long comment': (size) => `#${'#'.repeat(size)}\n`,
  'comments that silence': (size) => lines(size, () => '# dblint: ignore[DB001] -- why'),
  'comments that silence a line': (size) => lines(size, (n) => `y${n} = 0.0  # dblint: ignore[DB001]`),
  'comments that silence on and on': (size) => lines(size, () => '# dblint: disable[DB001]'),
  'comments that silence on and off': (size) =>
    lines(size, (n) => `# dblint: ${n % 2 === 0 ? 'dis' : 'en'}able[DB001]`),
  'a comment of many codes': (size) => `y = 0.0  # dblint: ignore[${'DB001, '.repeat(size / 7)}]\n`,
  'a comment of many noqas': (size) => `y = 0.0  ${'# noqa: DB001 '.repeat(size / 14)}\n`,
  'a noqa of many codes': (size) => `y = 0.0  # noqa: ${'DB001 '.repeat(size / 6)}\n`,
  'a noqa of blanks': (size) => `y = 0.0  # noqa: DB001${' '.repeat(size)}x\n`,
  'blanks after a mark': (size) => `y = 0.0  #${' '.repeat(size)}noqa\n`,
  'marks and blanks': (size) => `y = 0.0  ${'# '.repeat(size / 2)}noqa\n`,
  'a reason of blanks': (size) => `y = 0.0  # dblint: ignore[DB001] ${'a   '.repeat(size / 4)}\n`,
  noqas: (size) => lines(size, (n) => `y${n} = 0.0  # noqa: DB001`),
  'misspelt codes': (size) => lines(size, (n) => `y${n} = 0.0  # dblint: ignore[DB0${n}]`),
  'open brackets': (size) => '('.repeat(size),
  'open brackets of all kinds': (size) => '([{'.repeat(size / 3),
  'open calls': (size) => 'f('.repeat(size / 2),
  'closing brackets': (size) => ')'.repeat(size),
  'calls that never end': (size) => '(a b'.repeat(size / 4),
  'brackets that do not match': (size) => '(]'.repeat(size / 2),
  'open quotes': (size) => `${'"'.repeat(size)}\n`,
  'open quotes on lines': (size) => '"\n'.repeat(size / 2),
  'open long quotes': (size) => '"""\n'.repeat(size / 4),
  'open f-strings': (size) => 'f"{'.repeat(size / 3),
  'an f-string of braces': (size) => `f"${'{'.repeat(size)}"\n`,
  'an f-string of fields': (size) => `x = f"${'{a!r:>{w}}'.repeat(size / 10)}"\n`,
  'operators alone': (size) => '+*/'.repeat(size / 3),
  'colons alone': (size) => ':\n'.repeat(size / 2),
  'heads without bodies': (size) => lines(size, () => 'if c:'),
  'functions without bodies': (size) => lines(size, (n) => `def f${n}(`),
  'classes without bodies': (size) => lines(size, (n) => `class A${n}(`),
  'words without sense': (size) => 'a b '.repeat(size / 4),
  'lines without sense': (size) => lines(size, (n) => `a ${n} = = b`),
  'keywords alone': (size) => 'if else for in lambda '.repeat(size / 22),
  'commas alone': (size) => ','.repeat(size),
  'stars alone': (size) => '*'.repeat(size),
  'at signs': (size) => '@'.repeat(size),
  'stairs of indentation': (size) => lines(size, (n) => `${' '.repeat(n % 90)}if c:`),
  'stairs without an end': (size) => {
    const depth = Math.floor(Math.sqrt(2 * size));
    return (
      Array.from({ length: depth }, (_, n) => `${' '.repeat(n)}if c:`).join('\n') +
      `\n${' '.repeat(depth)}x = 0.0\n`
    );
  },
  'ifs in ifs': blocks(['if c:'], 't = 0.0', 60),
  'fors in fors': blocks(['for t in b:'], 't = 0.0', 30),
  'whiles in whiles': blocks(['while c:'], 't = t + a', 30),
  'tries in tries': (size) => {
    const depth = Math.floor(Math.sqrt(size / 2));
    const down = Array.from({ length: depth }, (_, n) => `${' '.repeat(n)}try:`);
    const up = Array.from({ length: depth }, (_, n) => `${' '.repeat(depth - 1 - n)}except E: t = 0.0`);
    return [...down, `${' '.repeat(depth)}t = 1`, ...up].join('\n') + '\n';
  },
  'withs in withs': blocks(['with a as t:'], 't = 0.0', 60),
  'everything in everything': blocks(
    ['if c:', 'for t in b:', 'while c:', 'with a as t:', 'def f(a: Decimal, t=0.0):', 'class A:'],
    't = 0.0',
    60,
  ),
  'functions in functions': blocks(['def f(a: Decimal, t=0.0):'], 'return t + a', 90),
  'classes in classes': blocks(['class A:'], 't = 0.0', 90),
  decorators: (size) => `${lines(size, (n) => `@d${n}(0.0)`)}def f(a: Decimal): return a\n`,
  'decorated functions': (size) => lines(size, (n) => `@d(0.0)\n@e\ndef f${n}(a: Decimal): return a`),
  functions: (size) => lines(size, (n) => `def f${n}(a: Decimal, t=0.0): return a + t`),
  'functions of one name': (size) => lines(size, () => `def f(a: Decimal, t=0.0): return a + t`),
  'functions that call the next one': (size) => lines(size, (n) => `def f${n}(t=0.0): return f${n + 1}(t)`),
  'functions that call the first one': (size) => lines(size, (n) => `def f${n}(t=0.0): return f0(t)`),
  'a function of many parameters': (size) =>
    `def f(${lines(size, (n) => ` p${n}=0.0,`)}): pass\nf(${'0.0, '.repeat(50)})\n`,
  'calls of a function of many parameters': (size) =>
    `def f(${lines(size / 2, (n) => ` p${n},`)}): pass\n${lines(size / 2, (n) => `f(p${n}=0.0)`)}`,
  classes: (size) => lines(size, (n) => `class A${n}:\n t: Decimal = 0.0`),
  'classes with one attribute': (size) =>
    lines(size, (n) => `class A${n}:\n def f(self): self.total = 0.0; self.total += Decimal(1)`),
  'classes of one name': (size) => lines(size, (n) => `class A:\n t${n} = 0.0`),
  'a chain of classes': (size) =>
    `class A0: t = 0.0\n${lines(size, (n) => `class A${n + 1}(A${n}): u${n} = Decimal(1)`)}`,
  'a chain of classes with one attribute': (size) =>
    `class A0: t = 0.0\n${lines(size, (n) => `class A${n + 1}(A${n}):\n def f(self): self.t += Decimal(1)`)}`,
  'a class of many bases': (size) => `class A(${lines(size, (n) => `B${n},`)}): t = 0.0\n`,
  'a class of many attributes': (size) =>
    `class A:\n def __init__(self):\n${lines(size, (n) => `  self.a${n} = 0.0`)}`,
  'a class of one attribute': (size) =>
    `class A:\n def __init__(self):\n${lines(size, () => '  self.a = 0.0; self.a += Decimal(1)')}`,
  'a class of many fields': (size) => `class A:\n${lines(size, (n) => ` a${n}: Decimal = 0.0`)}`,
  'a class of many methods': (size) =>
    `class A:\n${lines(size, (n) => ` def f${n}(self): self.t = 0.0; return self.t + Decimal(1)`)}`,
  'methods that call methods': (size) =>
    `class A:\n${lines(size, (n) => ` def f${n}(self, t=0.0): return self.f${n + 1}(t)`)}`,
  imports: (size) => lines(size, (n) => `import m${n}`),
  'imports of names': (size) => lines(size, (n) => `from m import n${n}`),
  'imports of everything': (size) => lines(size, (n) => `from m${n} import *`),
  'one import of many names': (size) => `from m import (${lines(size, (n) => `n${n},`)})\n`,
  'a long module name': (size) => `import ${'a.'.repeat(size / 2)}a\n`,
  'module names of names': (size) => lines(size, (n) => `t${n + 1} = t${n} + t${n}`),
  'module names of later names': (size) => lines(size, (n) => `t${n} = t${n + 1}`),
  'one module name': (size) => lines(size, (n) => `t = ${n}.0`),
  'module floats': (size) => lines(size, (n) => `T${n} = 0.0`),
  'calls of one function': (size) =>
    `def g(t=0.0, x=None): return t\n${lines(size, (n) => `g(${n}.0, x${n})`)}`,
  'annotations in annotations': (size) =>
    `def f(a: ${nested('list[', 'Decimal', ']')(size)} = 0.0): return a\n`,
  'annotations of unions': (size) =>
    `def f(a: ${'Decimal | '.repeat(count(size, 'Decimal | '))}None = 0.0): return a\n`,
  'annotations in texts': (size) => `def f(a: "${nested('list[', 'Decimal', ']')(size)}" = 0.0): return a\n`,
  'annotations of dots': (size) => `def f(a: a${'.b'.repeat(count(size, '.b'))} = 0.0): return a\n`,
  'annotations of dots in texts': (size) =>
    `def f(a: "a${'.b'.repeat(count(size, '.b'))}" = 0.0): return a\n`,
  'aliases of types': (size) => lines(size, (n) => `type T${n + 1} = list[T${n}]`),
  'patterns in patterns': (size) => `match c:\n case ${nested('[', 't', ']')(size)}: t = 0.0\n`,
  'deletes of brackets': (size) => `del ${nested('(', 't', ')')(size)}\n`,
  'json and floats': (size) => lines(size, (n) => `d${n} = json.loads(s)["k"] + Decimal(1)`),
  'decimals of floats': (size) => lines(size, (n) => `d${n} = Decimal(0.${n + 1})`),
  'one line of statements': (size) => `${'t = 0.0; '.repeat(size / 9)}\n`,
  'one line of sums': (size) => `${'t = 0.0; t += Decimal(1); '.repeat(size / 26)}\n`,
  'findings on one line': (size) => `x = [${'Decimal(1) + 0.5, '.repeat(size / 18)}]\n`,
  'starts and mixing sites': (size) =>
    lines(size, (n) => `def s${n}(b: list[Decimal]):\n t = 0.0\n for p in b: t += p\n return t`),
};

/** Every family by its name. */
export const families: ReadonlyMap<string, Family> = new Map([
  ...Object.entries(expressions).map(([name, family]) => [`expression: ${name}`, assigned(family)] as const),
  ...Object.entries(expressions).map(
    ([name, family]) => [`expression in a function: ${name}`, inFunction(assigned(family))] as const,
  ),
  ...Object.entries(bodies).map(([name, family]) => [`function: ${name}`, inFunction(family)] as const),
  ...Object.entries(modules).map(([name, family]) => [`module: ${name}`, family] as const),
]);

/** What makes any text worth an analysis. */
export const head = 'from decimal import Decimal\n';

/** A file of one family, or of parts of several ones. */
export function hostileSource(maxSize: number): fc.Arbitrary<string> {
  const part = fc
    .tuple(fc.constantFrom(...families.values()), fc.integer({ min: 1, max: maxSize }))
    .map(([family, size]) => family(size));
  const spoilt = fc
    .tuple(part, fc.nat(), fc.constantFrom('', '(', '"', '\\\n', ' ', '\t', '\0', '"""', '{'))
    .map(([text, place, broken]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + broken + text.slice(at);
    });
  return fc
    .array(fc.oneof(part, spoilt), { minLength: 1, maxLength: 4 })
    .map((parts) => head + parts.join(''));
}
