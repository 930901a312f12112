import { strict as assert } from 'node:assert';
import { noCell, sortedRows, textCell, toTsv } from '../../engine/presentation/models/table';
import type { Table } from '../../engine/presentation/models/table';

const table: Table = {
  id: 'sizes',
  caption: 'Sizes',
  columns: [
    { id: 'name', title: 'Name', help: '', numeric: false },
    { id: 'size', title: 'Size', help: '', numeric: true },
  ],
  rows: [
    row('SYM10', 2),
    row('SYM9', 10),
    { key: 'none', engine: null, cells: [textCell('none'), noCell] },
    row('a\tb\nc', -1),
  ],
};

describe('tables', () => {
  it('come in their own order without a sort, and with one whose column is gone', () => {
    assert.deepEqual(keys(undefined), ['SYM10', 'SYM9', 'none', 'a\tb\nc']);
    assert.deepEqual(keys({ column: '', descending: false }), ['SYM10', 'SYM9', 'none', 'a\tb\nc']);
  });

  it('sort figures by size, not by their text, and put what is missing last both ways', () => {
    assert.deepEqual(keys({ column: 'size', descending: false }), ['a\tb\nc', 'SYM10', 'SYM9', 'none']);
    assert.deepEqual(keys({ column: 'size', descending: true }), ['SYM9', 'SYM10', 'a\tb\nc', 'none']);
  });

  it('sort names with their numbers in order', () => {
    assert.deepEqual(keys({ column: 'name', descending: false }).slice(-2), ['SYM9', 'SYM10']);
  });

  it('are copied as values in the order shown, without a break inside a cell', () => {
    assert.equal(
      toTsv(table, { column: 'size', descending: false }),
      ['Name\tSize', 'a b c\t-1', 'SYM10\t2', 'SYM9\t10', 'none\t'].join('\n'),
    );
  });
});

function row(name: string, size: number) {
  return { key: name, engine: null, cells: [textCell(name), { text: `${size} m`, value: size, help: null }] };
}

function keys(sort: Parameters<typeof sortedRows>[1]): string[] {
  return sortedRows(table, sort).map(({ key }) => key);
}
