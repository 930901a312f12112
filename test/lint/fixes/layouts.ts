import fc from 'fast-check';

/** How a program is laid out. */
export interface Layout {
  readonly indentation: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly isMarked: boolean;
  readonly endsWithLine: boolean;
  /** In how many functions the program stands, below its imports. */
  readonly depth: number;
  /** For lines in turn: what is written behind them. */
  readonly trailing: readonly string[];
  /** For lines in turn: whether a comment stands above. */
  readonly comments: readonly boolean[];
  readonly isDecorated: boolean;
}

export const layouts: fc.Arbitrary<Layout> = fc.record({
  indentation: fc.constantFrom('  ', '    ', '        ', '\t', '   '),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isMarked: fc.boolean(),
  endsWithLine: fc.boolean(),
  depth: fc.nat(2),
  trailing: fc.array(fc.constantFrom('', '', ' ', '  # why', '\t', '  # 0.0 «naïve» 🎈'), {
    minLength: 1,
    maxLength: 7,
  }),
  comments: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  isDecorated: fc.boolean(),
});

/** The program with four spaces a step, laid out anew. It has no strings of several lines. */
export function laidOut(code: string, layout: Layout): string {
  const lines = code.replace(/\n$/, '').split('\n');
  const first = lines.findIndex((line) => !/^(?:from|import|"""|\s*$)/.test(line));
  const head = lines.slice(0, first);
  const around = Array.from(
    { length: layout.depth },
    (_, level) => `${'    '.repeat(level)}def around${level}():`,
  );
  const inside = lines.slice(first).map((line) => (line === '' ? '' : '    '.repeat(layout.depth) + line));
  const ends = around.map((_, level) => `${'    '.repeat(layout.depth - level)}return None`);
  const all = [...head, ...around, ...inside, ...ends].flatMap((line, index) =>
    decorated(line, index, layout),
  );
  const text = all.map((line) =>
    line.replace(/^(?: {4})+/, (spaces) => layout.indentation.repeat(spaces.length / 4)),
  );
  return `${layout.isMarked ? '\uFEFF' : ''}${text.join(layout.lineEnd)}${layout.endsWithLine ? layout.lineEnd : ''}`;
}

function decorated(line: string, index: number, layout: Layout): string[] {
  const margin = /^ */.exec(line)?.[0] ?? '';
  const trailing = (layout.trailing[index % layout.trailing.length] ?? '').replace(/[«»]/g, '');
  const above =
    layout.comments[index % layout.comments.length] === true && index > 0
      ? [`${margin}# about ${index}`]
      : [];
  const mark = layout.isDecorated && /^\s*def (?!around)/.test(line) ? [`${margin}@traced`] : [];
  return line === '' ? [''] : [...above, ...mark, line + trailing];
}
