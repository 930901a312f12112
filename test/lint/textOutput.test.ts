import { strict as assert } from 'node:assert';
import { textOutput, type TextStyle } from '../../engine/lint/output/text';
import { SourceLocations } from '../../engine/lint/sourceLocations';
import { inWorkspace, linterFor, scanned, type Contents } from './workspace';

const metrics = `from decimal import Decimal


class Metrics:
    def __init__(self):
\tself.total = 0.0

    def update(self, flow: Decimal):
        return flow - self.total
`;

function shown(
  contents: Contents,
  style: Partial<TextStyle>,
  test: (text: string) => void | Promise<void>,
): Promise<void> {
  return inWorkspace(contents, async (folder) => {
    const linter = await linterFor(folder);
    const reports = await scanned(linter, [folder]);
    const sourceLocations = new SourceLocations(folder, (file) => linter.textOf(file));
    await test(textOutput(reports, sourceLocations, { color: false, showsSource: true, ...style }));
  });
}

describe('the text for a terminal', () => {
  it('shows the source, and beneath it where the ledger value is met', () =>
    shown({ 'metrics.py': metrics }, {}, (text) => {
      assert.deepEqual(text.split('\n'), [
        'metrics.py:6:15 DB001 error `self.total` starts as float 0.0 but meets the ledger value `flow` on line 9; inherit its type instead',
        '    6 |  self.total = 0.0',
        '                      ^^^',
        '  metrics.py:9 meets the ledger value `flow` here',
        '    9 |         return flow - self.total',
        '                       ^^^^',
        '',
        '1 finding in 1 file (1 fixable)',
      ]);
    }));

  if (process.platform !== 'win32') {
    it('gives a finding one line, whatever its file is called', () =>
      shown({ 'a\nb.py': metrics }, { showsSource: false }, (text) => {
        assert.deepEqual(
          text.split('\n').map((line) => line.slice(0, 12)),
          ['a\\nb.py:6:15', '1 finding in'],
        );
      }));
  }

  it('says the same in colour', () =>
    shown({ 'metrics.py': metrics }, { color: true }, (coloured) =>
      shown({ 'metrics.py': metrics }, {}, (plain) => {
        assert.match(coloured, /\u001b\[31merror\u001b\[0m/);
        assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain);
      }),
    ));

  it('cuts a long line around the place, and commands no terminal', () => {
    const line = `rate = [${'1, '.repeat(2000)}Decimal(0.1)]  # \u001b[2J\u0007`;
    return shown({ 'rate.py': `from decimal import Decimal\n${line}\n` }, {}, (text) => {
      const [, source = '', marks = ''] = text.split('\n');
      assert.ok(source.length < 200);
      const start = marks.indexOf('^');
      assert.equal(source.slice(start, marks.length), 'Decimal(0.1)');
      assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
    });
  });
});
