import { strict as assert } from 'node:assert';
import { exhaustionIn, exhaustionOf, lastWords } from '../../../engine/platform/exhaustion';

const fatalBanner = `

#
# Fatal process OOM in Failed to reserve virtual memory for CodeRange
#

----- Native stack trace -----

 1: 0xc76d5f node::OnFatalError [node]
    at main (file.js:1:1)
`;

describe('last words of a process', () => {
  it("leave out the frame of V8's fatal messages and the stack", () => {
    assert.equal(
      lastWords(fatalBanner),
      'Fatal process OOM in Failed to reserve virtual memory for CodeRange',
    );
    assert.equal(lastWords('#\n# \n\n'), null);
    assert.equal(lastWords('a warning\nTypeError: x is undefined\n    at y\n'), 'TypeError: x is undefined');
    assert.equal(lastWords('first\nlast\n'), 'last');
    assert.equal(lastWords(''), null);
  });
});

describe('an exhausted resource', () => {
  it('is found in what a process printed', () => {
    for (const [text, reason] of [
      [fatalBanner, /memory/],
      ["terminate called after throwing an instance of 'std::bad_alloc'", /memory/],
      ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', /memory/],
      ['memory allocation of 8000000 bytes failed', /memory/],
      ['Error: spawn /usr/bin/node EMFILE', /files are open/],
      ['Error: spawn git EAGAIN', /process/],
    ] as const) {
      assert.match(exhaustionIn(text)?.reason ?? '', reason, text);
    }
    assert.equal(exhaustionIn('TypeError: x is undefined'), null);
  });

  it('is found in an error by its code', () => {
    const error = (message: string, code: string) => Object.assign(new Error(message), { code });
    assert.match(exhaustionOf(error('open a', 'EMFILE'))?.reason ?? '', /files are open/);
    assert.match(exhaustionOf(error('write', 'ENOSPC'))?.reason ?? '', /disk is full/);
    assert.match(exhaustionOf(error('spawn node EAGAIN', 'EAGAIN'))?.reason ?? '', /process/);
    assert.equal(exhaustionOf(error('read', 'EAGAIN')), null);
    assert.match(exhaustionOf(new RangeError('Array buffer allocation failed'))?.reason ?? '', /memory/);
    assert.equal(exhaustionOf(error('open a', 'ENOENT')), null);
  });
});
