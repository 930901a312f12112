import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import {
  codeSpan,
  markdownText,
  plainWords,
  shellArgument,
  xmlText,
} from '../../../engine/presentation/escape';

describe('Text from data', () => {
  it('holds no markup of HTML or Markdown in running text', () => {
    assert.equal(markdownText('<b>|`x`[y](z)\n# h'), '&lt;b&gt;\\|\\`x\\`\\[y\\](z) # h');
    assert.equal(markdownText('- item'), '\\- item');
    assert.equal(markdownText('1. item'), '1\\. item');
    assert.equal(
      markdownText('see http://a.example and www.a.example'),
      'see http:\\/\\/a.example and www\\.a.example',
    );
  });

  it('leaves intervals of the product’s own words readable, and makes no link of others', () => {
    assert.equal(plainWords('overhead −73 % [−74, −72]. +3 %'), 'overhead −73 % [−74, −72]. +3 %');
    assert.equal(plainWords('[x](y) <img> [1](y) [1][2]'), '\\[x\\](y) &lt;img&gt; \\[1\\](y) \\[1\\][2]');
  });

  it('stays inside its code span, whatever backticks and bars it holds', () => {
    assert.equal(codeSpan('plain'), '`plain`');
    assert.equal(codeSpan('a`b'), '``a`b``');
    assert.equal(codeSpan('`a'), '`` `a ``');
    assert.equal(codeSpan('a|b'), '`a\\|b`');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '|', ' ', '\n') }), (text) => {
        const [, fence = ''] = /^(`+)/.exec(codeSpan(text)) ?? [];
        const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
        assert.ok(!runs.includes(fence.length) && !codeSpan(text).includes('\n'));
      }),
    );
  });

  it('is well-formed in XML', () => {
    assert.equal(xmlText(`<a b="c">'&\u0000`), '&lt;a b=&quot;c&quot;&gt;&#39;&amp; ');
  });

  it('is one argument of a shell', () => {
    assert.equal(shellArgument('sma:50,200'), 'sma:50,200');
    assert.equal(shellArgument('a b; rm'), "'a b; rm'");
    assert.equal(shellArgument("it's"), "'it'\\''s'");
    assert.equal(shellArgument(''), "''");
    assert.equal(shellArgument('a\n\u001b]0;t\u0007\u202e'), "$'a\\012\\033]0;t\\007\\u202e'");
  });

  it('reaches a program through a shell as it was', function () {
    if (process.platform === 'win32') this.skip();
    const unit = fc.constantFrom(
      'a',
      '7',
      "'",
      '\\',
      '`',
      '$',
      ' ',
      '\n',
      '\u001b',
      '\u0085',
      '\u202e',
      'é',
      '\u{e0041}',
    );
    const texts = fc.sample(fc.string({ unit, minLength: 1 }), { numRuns: 300, seed: 1 });
    const line = `printf '%s\\0' ${texts.map(shellArgument).join(' ')}`;
    assert.ok(!line.includes('\n'));
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const printed = execFileSync('bash', ['-c', line], { env, encoding: 'utf8' });
    assert.deepEqual(printed.split('\0').slice(0, -1), texts);
  });
});
