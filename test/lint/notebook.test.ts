import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { applyEdits } from '../../engine/lint/applyEdits';
import { notebookOf, type Notebook } from '../../engine/lint/notebook/notebook';
import { pythonOfCell } from '../../engine/lint/notebook/pythonOfCell';

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

function notebookText(cells: readonly Cell[], language = 'python'): string {
  return JSON.stringify(
    { cells, metadata: { kernelspec: { language } }, nbformat: 4, nbformat_minor: 5 },
    null,
    1,
  );
}

function opened(json: string): Notebook {
  const notebook = notebookOf(json);
  assert.ok('python' in notebook, 'it is no notebook');
  return notebook;
}

const twoCells = notebookText([
  { cell_type: 'markdown', source: '# Prose' },
  { cell_type: 'code', source: ['import decimal\n', 'é = "\t\\"😀"\n', 'x = 0.5'] },
  { cell_type: 'code', source: 'y = x\nz = y\n' },
]);

describe('a notebook', () => {
  it('is the Python of its code cells, one after the other', () => {
    assert.equal(opened(twoCells).python, 'import decimal\né = "\t\\"😀"\nx = 0.5\ny = x\nz = y\n');
  });

  it('leads from places in the Python to places in its JSON', () => {
    const notebook = opened(twoCells);
    for (const [python, json] of [
      ['decimal', 'decimal'],
      ['0.5', '0.5'],
      ['"\t\\"😀"', String.raw`\"\t\\\"😀\"`],
      ['z = y', 'z = y'],
    ] as const) {
      const start = notebook.python.indexOf(python);
      const range = notebook.range({ start, end: start + python.length });
      assert.equal(twoCells.slice(range.start, range.end), json);
    }
  });

  it('is edited in its JSON', () => {
    const notebook = opened(twoCells);
    const start = notebook.python.indexOf('0.5');
    const edit = notebook.edit({ start, end: start + 3, text: 'D(\n"0.5")' });
    assert.ok(edit !== null);
    const edited = applyEdits(twoCells, [edit]);
    assert.equal(opened(edited).python, notebook.python.replace('0.5', 'D(\n"0.5")'));
  });

  it('takes no edit that crosses from one of its strings to another', () => {
    const notebook = opened(twoCells);
    const start = notebook.python.indexOf('decimal');
    assert.equal(notebook.edit({ start, end: start + 12, text: '' }), null);
  });

  it('is not checked if its kernel has another language', () => {
    assert.deepEqual(notebookOf(notebookText([], 'julia')), {
      unread: 'the language of its kernel is julia',
      isForeign: true,
    });
  });

  for (const broken of ['', '{', '[]', 'null', '{"cells": 1}', '{"worksheets": []}']) {
    it(`is refused and nothing is thrown: ${JSON.stringify(broken)}`, () => {
      assert.deepEqual(notebookOf(broken), {
        unread: 'it is no notebook of format 4',
        isForeign: false,
      });
    });
  }

  it('maps every character of any cell to its own in the JSON', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '\t', 'é', '😀', '\u2028', '\u0001', '/'),
      maxLength: 8,
    });
    const source = fc.oneof(
      line,
      fc.array(
        line.map((text) => `${text}\n`),
        { maxLength: 4 },
      ),
    );
    const cell = fc.record({ cell_type: fc.constantFrom('code', 'markdown', 'raw'), source });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 5 }), fc.boolean(), (cells, isAscii) => {
        const plain = notebookText(cells);
        // As Python's json writes it.
        const json = isAscii
          ? plain.replace(
              /[\u0080-\uffff]/g,
              (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
            )
          : plain;
        const notebook = opened(json);
        for (let at = 0; at < notebook.python.length; at += 1) {
          const unit = notebook.python.charAt(at);
          const { start, end } = notebook.range({ start: at, end: at + 1 });
          const escaped = json.slice(start, end);
          // A line end may be one that only keeps two cells apart.
          if (escaped === '' && unit === '\n') continue;
          assert.equal(JSON.parse(`"${escaped}"`), unit);
        }
      }),
    );
  });
});

describe('a cell', () => {
  const cells: [string, string][] = [
    ['x = 1\n%matplotlib inline\ny = 2', 'x = 1\n0                 \ny = 2'],
    ['!pip install x', '0             '],
    ['for a in b:\n    !ls', 'for a in b:\n    0  '],
    ['files = !ls', '0          '],
    ['?open', '0    '],
    ['open?', '0    '],
    ['%%time\nx = 1', '0     \nx = 1'],
    ['%%bash\necho 0.5\n', '      \n        \n'],
    ['!a \\\n  b\nx = 1', '0   \n  0\nx = 1'],
    ['x = a % b\nz = "a?"', 'x = a % b\nz = "a?"'],
    ['x != y', 'x != y'],
  ];
  for (const [cell, python] of cells) {
    it(`keeps its Python and its places: ${JSON.stringify(cell)}`, () => {
      assert.equal(pythonOfCell(cell), python);
    });
  }
});
