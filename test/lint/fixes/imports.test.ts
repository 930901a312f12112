import { strict as assert } from 'node:assert';
import { after, kinds } from './marked';

/** A file's head; what it is with `Decimal` imported; and how a zero is then written in a function below it. */
const heads: readonly { name: string; head: string; imported: string; zero?: string }[] = [
  { name: 'an empty file', head: '', imported: 'from decimal import Decimal\n\n' },
  {
    name: 'a docstring',
    head: '"""Fees."""\n\n',
    imported: '"""Fees."""\n\nfrom decimal import Decimal\n\n',
  },
  {
    name: 'a docstring without a line to spare',
    head: '"""Fees."""\n',
    imported: '"""Fees."""\n\nfrom decimal import Decimal\n\n',
  },
  {
    name: 'an import of the future',
    head: '"""Fees."""\n\nfrom __future__ import annotations\n\n',
    imported: '"""Fees."""\n\nfrom __future__ import annotations\n\nfrom decimal import Decimal\n\n',
  },
  {
    name: 'a group of the standard library',
    head: 'import os\nimport sys\nfrom collections import abc\nfrom typing import Any\n\nimport numpy\n\n',
    imported:
      'import os\nimport sys\nfrom collections import abc\nfrom decimal import Decimal\nfrom typing import Any\n\nimport numpy\n\n',
  },
  {
    name: 'a group of the standard library that it starts',
    head: 'from typing import Any\n\n',
    imported: 'from decimal import Decimal\nfrom typing import Any\n\n',
  },
  {
    name: 'other imports alone',
    head: 'import numpy as np\nfrom . import fees\n\n',
    imported: 'from decimal import Decimal\n\nimport numpy as np\nfrom . import fees\n\n',
  },
  {
    name: 'an interpreter, an encoding and a licence',
    head: '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# Free for all.\n\n',
    imported:
      '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# Free for all.\n\nfrom decimal import Decimal\n\n',
  },
  {
    name: 'a comment that belongs to the first statement',
    head: '# The rate of today.\nRATE = 1\n\n',
    imported: 'from decimal import Decimal\n\n# The rate of today.\nRATE = 1\n\n',
  },
  {
    name: 'lines with CRLF',
    head: 'import os\r\n\r\n',
    imported: 'import os\r\nfrom decimal import Decimal\r\n\r\n',
  },
  {
    name: 'a byte order mark',
    head: '\uFEFF',
    imported: '\uFEFFfrom decimal import Decimal\n\n',
  },
  {
    name: 'a byte order mark before a docstring',
    head: '\uFEFF"""Fees."""\n\n',
    imported: '\uFEFF"""Fees."""\n\nfrom decimal import Decimal\n\n',
  },
  {
    name: 'other names of the module',
    head: 'from decimal import ROUND_HALF_UP, getcontext\n\n',
    imported: 'from decimal import ROUND_HALF_UP, Decimal, getcontext\n\n',
  },
  {
    name: 'an earlier name alone',
    head: 'from decimal import ROUND_HALF_UP  # as banks do\n\n',
    imported: 'from decimal import ROUND_HALF_UP, Decimal  # as banks do\n\n',
  },
  {
    name: 'names on lines of their own',
    head: 'from decimal import (\n    ROUND_HALF_UP,\n    Context,\n)\n\n',
    imported: 'from decimal import (\n    ROUND_HALF_UP,\n    Context,\n    Decimal,\n)\n\n',
  },
  {
    name: 'the name itself',
    head: 'from decimal import Decimal\n\n',
    imported: 'from decimal import Decimal\n\n',
  },
  {
    name: 'an alias',
    head: 'from decimal import Decimal as D\n\n',
    imported: 'from decimal import Decimal as D\n\n',
    zero: 'D("0")',
  },
  {
    name: 'the module',
    head: 'import decimal\n\n',
    imported: 'import decimal\n\n',
    zero: 'decimal.Decimal("0")',
  },
  {
    name: 'the module by another name',
    head: 'import decimal as dec\n\n',
    imported: 'import decimal as dec\n\n',
    zero: 'dec.Decimal("0")',
  },
  {
    name: 'a faster module that may be missing',
    head: 'try:\n    from cdecimal import Decimal\nexcept ImportError:\n    from decimal import Decimal\n\n',
    imported:
      'try:\n    from cdecimal import Decimal\nexcept ImportError:\n    from decimal import Decimal\n\n',
  },
  {
    name: 'an import for type checkers alone',
    head: 'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from decimal import Decimal\n\n',
    imported:
      'from decimal import Decimal\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from decimal import Decimal\n\n',
  },
  {
    name: 'everything of the module',
    head: 'from decimal import *\n\n',
    imported: 'from decimal import *\n\n',
  },
  {
    name: 'a name that another module passes on',
    head: 'from ledger.numbers import Decimal\n\nONE = Decimal(1)\n\n',
    imported: 'from ledger.numbers import Decimal\n\nONE = Decimal(1)\n\n',
  },
];

describe('the import of Decimal', () => {
  for (const { name, head, imported, zero = 'Decimal("0")' } of heads) {
    it(`goes with ${name}`, async () => {
      const code = `${head}def total(amounts):\n    spent = «0.0»\n    for amount in amounts:\n        spent += ‹amount›\n`;
      const text = await after({ rule: 'DB001', code }, 'literal');
      const [above, below] = text.split(/(?=def total)/);
      assert.equal(above, imported);
      assert.equal(
        below,
        `def total(amounts):\n    spent = ${zero}\n    for amount in amounts:\n        spent += amount\n`,
      );
    });
  }

  it('is not needed when the function has it', async () => {
    const code =
      'def total(amount):\n    from decimal import Decimal\n    spent = «0.0»\n    return spent + ‹amount›\n';
    assert.equal(
      await after({ rule: 'DB001', code }, 'literal'),
      code.replace('«0.0»', 'Decimal("0")').replace(/[‹›]/g, ''),
    );
  });

  it('serves the default of a parameter, which is evaluated outside of the function', async () => {
    const code = 'def total(Decimal, spent=«0.0»):\n    return spent\n';
    const text = await after({ rule: 'DB002', code }, 'literal');
    assert.equal(
      text,
      'from decimal import Decimal\n\ndef total(Decimal, spent=Decimal("0")):\n    return spent\n',
    );
  });

  const shadowed = {
    'a class of the file': 'class Decimal:\n    pass\n\ndef run():\n    return «0.0» + amount\n',
    'an import from elsewhere': 'from graphene import Decimal\n\ndef run():\n    return «0.0» + amount\n',
    'a parameter': 'def run(Decimal):\n    return «0.0» + amount\n',
    'a local variable': 'def run():\n    Decimal = make()\n    return «0.0» + amount\n',
    'a local import that comes later':
      'def run():\n    x = «0.0» + amount\n    from decimal import Decimal\n    return Decimal(x)\n',
    'a global of another function':
      'def swap():\n    global Decimal\n    Decimal = float\n\nx = «0.0» + amount\n',
    'an attribute of the class body': 'class Model:\n    Decimal = Field\n    x = «0.0» + amount\n',
  };
  for (const [name, code] of Object.entries(shadowed)) {
    it(`is not offered when the name is ${name}`, async () => {
      assert.deepEqual(await kinds({ rule: 'DB006', code }), []);
    });
  }
});
