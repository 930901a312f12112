import { strict as assert } from 'node:assert';
import { withTrap } from '../../../engine/lint/trap/conftest';

const fixture = 'def trap_float_operations():';

describe('the trap in conftest.py', () => {
  it('is a file of its own when there is none', () => {
    const text = withTrap(null);
    assert.match(text ?? '', /^import decimal\n\nimport pytest\n\n\n@pytest\.fixture\(autouse=True\)\n/);
  });

  it('is added once', () => {
    const once = withTrap('import pytest\n');
    assert.ok(once?.includes(fixture));
    assert.equal(withTrap(once), null);
  });

  it('goes below the rest, its imports below those that are there', () => {
    const text = withTrap('"""Shared.\n\nMore."""\nfrom a import (\n    b,\n)\nimport pytest\n\nx = 1\n');
    assert.equal(
      text?.slice(0, text.indexOf('@pytest')),
      '"""Shared.\n\nMore."""\nfrom a import (\n    b,\n)\nimport pytest\nimport decimal\n\nx = 1\n\n\n',
    );
  });

  it('keeps the head of a file first', () => {
    const text = withTrap('# -*- coding: latin-1 -*-\n"""Shared."""\nx = 1\n');
    assert.ok(
      text?.startsWith(
        '# -*- coding: latin-1 -*-\n"""Shared."""\nimport decimal\nimport pytest\n\nx = 1\n\n\n@',
      ),
    );
  });

  it('keeps the line ends', () => {
    const text = withTrap('import pytest\r\n');
    assert.doesNotMatch(text ?? '\n', /[^\r]\n/);
  });
});
