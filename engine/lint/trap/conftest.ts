/** Adds a fixture that switches on the trap of `decimal.FloatOperation` to a `conftest.py`. */

const fixture = [
  '@pytest.fixture(autouse=True)',
  'def trap_float_operations():',
  '    """Raises decimal.FloatOperation wherever a float meets a Decimal."""',
  '    with decimal.localcontext() as context:',
  '        context.traps[decimal.FloatOperation] = True',
  '        yield',
];

const modules = ['decimal', 'pytest'];

/**
 * The text of a `conftest.py` with the trap.
 * @param text - as it is; null if there is no such file
 * @returns null if it names the trap already
 */
export function withTrap(text: string | null): string | null {
  if (text === null) return `${['import decimal', '', 'import pytest', '', '', ...fixture].join('\n')}\n`;
  if (text.includes('FloatOperation')) return null;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  const missing = modules.filter((name) => !lines.some((line) => importsModule(line, name)));
  const at = importLine(lines);
  const separator = at < lines.length && !isImport(lines[at - 1] ?? '') && lines[at] !== '' ? [''] : [];
  const imports = missing.map((name) => `import ${name}`);
  lines.splice(at, 0, ...imports, ...(imports.length > 0 ? separator : []));
  return [...lines, '', '', ...fixture, ''].join(lineEnd);
}

function importsModule(line: string, name: string): boolean {
  return new RegExp(`^import\\s+(?:[\\w.]+\\s*,\\s*)*${name}\\s*(?:,|#|$)`).test(line);
}

function isImport(line: string): boolean {
  return /^(?:import|from)\s/.test(line);
}

/** The index of the line that further imports go before: after the head of the file and the imports that it starts with. */
function importLine(lines: readonly string[]): number {
  let at = afterHead(lines);
  for (let look = at; look < lines.length; look++) {
    const line = lines[look] ?? '';
    if (isImport(line)) {
      look = lastLineOfStatement(lines, look);
      at = look + 1;
    } else if (line !== '' && !line.startsWith('#')) {
      break;
    }
  }
  return at;
}

/** After comments, such as the encoding, and the docstring. */
function afterHead(lines: readonly string[]): number {
  let at = 0;
  while (lines[at]?.startsWith('#') === true) at++;
  const quoted = /^[rRuU]?("""|''')/.exec(lines[at] ?? '');
  if (quoted === null) return /^["']/.test(lines[at] ?? '') ? at + 1 : at;
  const [opening = '', quotes = ''] = quoted;
  if ((lines[at] ?? '').slice(opening.length).includes(quotes)) return at + 1;
  const end = lines.findIndex((line, index) => index > at && line.includes(quotes));
  return end < 0 ? lines.length : end + 1;
}

/** An import goes on while a parenthesis is open or a line ends with a backslash. */
function lastLineOfStatement(lines: readonly string[], start: number): number {
  let at = start;
  let open = 0;
  for (; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/#.*/s, '');
    open += line.split('(').length - line.split(')').length;
    if (open <= 0 && !line.endsWith('\\')) break;
  }
  return Math.min(at, lines.length - 1);
}
