import { strict as assert } from 'node:assert';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { decodeSource, encodeSource } from '../../engine/lint/files/sourceText';
import { isGenerated } from '../../engine/lint/files/generated';
import { findFiles, type FoundFiles } from '../../engine/lint/files/find';
import { globTest } from '../../engine/lint/files/glob';
import { isLeftOut } from '../../engine/lint/files/walk';
import { inWorkspace, type Contents } from './workspace';

async function foundIn(
  folder: string,
  names: readonly string[] = ['.'],
  exclude: string[] = [],
): Promise<FoundFiles> {
  const paths = names.map((name) => path.join(folder, name));
  const isExcluded = globTest(exclude);
  const { files, named, context } = await findFiles(paths, {
    root: folder,
    isExcluded,
    signal: new AbortController().signal,
  });
  const relative = (list: readonly string[]) => list.map((file) => path.relative(folder, file));
  return { files: relative(files), named: relative(named), context: relative(context) };
}

function walks(what: string, contents: Contents, expected: readonly string[], exclude: string[] = []): void {
  it(what, () =>
    inWorkspace(contents, async (folder) => {
      assert.deepEqual((await foundIn(folder, ['.'], exclude)).files, expected);
    }),
  );
}

describe('a walk', () => {
  walks(
    'finds Python, TypeScript, JavaScript and notebooks, in the order of their names',
    {
      'b.py': '',
      'a/z.ts': '',
      'a/y.tsx': '',
      'x.mjs': '',
      'n.ipynb': '',
      'r.md': '',
      't.PY': '',
      'data.json': '',
    },
    ['a/y.tsx', 'a/z.ts', 'b.py', 'n.ipynb', 't.PY', 'x.mjs'],
  );
  walks(
    'heeds .gitignore files, the inner ones over the outer ones',
    {
      '.gitignore': '*.py\n!/keep.py\nout/\n',
      'keep.py': '',
      'a.py': '',
      'in/.gitignore': '!b.py\n',
      'in/b.py': '',
      'in/c.py': '',
      'out/d.ts': '',
    },
    ['in/b.py', 'keep.py'],
  );
  walks(
    'leaves out packages, caches and virtual environments',
    {
      'node_modules/a/index.js': '',
      'env/pyvenv.cfg': '',
      'env/lib/b.py': '',
      '.venv/c.py': '',
      'x/__pycache__/d.py': '',
      'lib/site-packages/e.py': '',
      'f.py': '',
    },
    ['f.py'],
  );
  walks(
    'leaves out build outputs beside what they are built from, and only there',
    {
      'a/package.json': '{}',
      'a/dist/a.js': '',
      'a/src/build/c.ts': '',
      'b/setup.py': '',
      'b/build/b.py': '',
      'published/package.json': '{}',
      'published/dist/d.js': '',
    },
    ['a/src/build/c.ts', 'b/setup.py', 'published/dist/d.js'],
  );
  walks(
    'leaves out what the settings exclude, by path and by name',
    { 'src/old/a.py': '', 'src/new/a.py': '', 'b_test.py': '', 'x/y/b_test.py': '' },
    ['src/new/a.py'],
    ['src/old', '*_test.py'],
  );

  it('applies no wildcards once comparing names with them takes too many steps, with one note', () => {
    const names = Array.from({ length: 60 }, (_, index) => `${'a'.repeat(200)}${index + 100}.py`);
    const contents = Object.fromEntries(names.map((name) => [name, '']));
    const costly = `*b*\n*${'a?'.repeat(45)}b*\n`.repeat(200);
    return inWorkspace(
      { ...contents, '.gitignore': `${costly}c.py\n`, 'b.py': '', 'c.py': '', 'z/b.py': '' },
      async (folder) => {
        const noted: string[] = [];
        const found = await findFiles([folder], {
          root: folder,
          isExcluded: globTest([]),
          signal: new AbortController().signal,
          onNote: (file, note) => noted.push(`${path.basename(file)}: ${note}`),
        });
        assert.equal(noted.length, 1);
        assert.match(noted[0] ?? '', /^a+1\d\d\.py: From here on, patterns with wildcards/);
        assert.deepEqual(
          found.files.map((file) => path.relative(folder, file)),
          [...names, 'b.py', 'z/b.py'],
        );
      },
    );
  });

  it('lets other work run between the entries of a folder', () => {
    const names = Array.from({ length: 200 }, (_, index) => `${index}.py`);
    return inWorkspace(Object.fromEntries(names.map((name) => [name, ''])), async (folder) => {
      let turns = 0;
      const turn = () => {
        turns += 1;
        pending = setImmediate(turn);
      };
      let pending = setImmediate(turn);
      let calls = 0;
      const isExcluded = () => {
        calls += 1;
        // Stands for globs that take long.
        for (const end = performance.now() + 0.5; performance.now() < end;);
        return false;
      };
      await findFiles([folder], { root: folder, isExcluded, signal: new AbortController().signal });
      clearImmediate(pending);
      assert.equal(calls, names.length);
      assert.ok(turns > 3, `${turns} turns`);
    });
  });

  // On Windows, links take a privilege.
  if (process.platform !== 'win32') {
    it('ends when links lead in a circle, and reports a linked file once', () =>
      inWorkspace({ 'a/b.py': '' }, async (folder) => {
        await symlink(folder, path.join(folder, 'a/circle'));
        await symlink('nowhere', path.join(folder, 'a/broken.py'));
        await symlink(path.join(folder, 'a/b.py'), path.join(folder, 'link.py'));
        assert.deepEqual((await foundIn(folder)).files, ['a/b.py']);
      }));
  }

  it('finds the files of an ignored folder that is named itself', () =>
    inWorkspace({ '.git/HEAD': '', '.gitignore': 'old/\n', 'old/a.py': '' }, async (folder) => {
      assert.deepEqual((await foundIn(folder)).files, []);
      assert.deepEqual((await foundIn(folder, ['old'])).files, ['old/a.py']);
    }));

  it('heeds the ignore files of the repository above the folder that is named', () =>
    inWorkspace(
      { '.git/HEAD': '', '.gitignore': '*.gen.py\n', 'in/a.gen.py': '', 'in/b.py': '' },
      async (folder) => {
        assert.deepEqual((await foundIn(folder, ['in'])).files, ['in/b.py']);
      },
    ));

  it('takes a file that is named itself even when it would be left out', () =>
    inWorkspace({ '.gitignore': 'a.py\n', 'a.py': '', 'node_modules/x.ts': '' }, async (folder) => {
      const { files, named } = await foundIn(folder, ['a.py', 'node_modules/x.ts'], ['a.py']);
      assert.deepEqual(files, ['a.py', 'node_modules/x.ts']);
      assert.deepEqual(named, files);
    }));

  it('reads a Python file that is named with the project around it', () =>
    inWorkspace(
      { 'pyproject.toml': '', 'app/a.py': '', 'app/b.py': '', 'c.py': '', 'd.ts': '' },
      async (folder) => {
        assert.deepEqual((await foundIn(folder, ['app/a.py'])).context, ['app/b.py', 'c.py']);
      },
    ));

  it('says which path is not there', () =>
    inWorkspace({}, async (folder) => {
      await assert.rejects(foundIn(folder, ['gone']), {
        code: 'bad-input',
        message: /gone: there is no such file/,
      });
    }));

  it('tells of an open file whether it would be left out', () =>
    inWorkspace({ '.gitignore': 'a.py\n', 'node_modules/x/i.js': '', 'b.py': '' }, (folder) => {
      const isExcluded = globTest(['c.py']);
      const leftOut = ['a.py', 'node_modules/x/i.js', 'b.py', 'c.py', '../elsewhere.py'].map((name) =>
        isLeftOut(folder, path.join(folder, name), isExcluded),
      );
      assert.deepEqual(leftOut, [true, true, false, true, false]);
      return Promise.resolve();
    }));

  it('applies ignore files and globs to names that begin with two dots', () =>
    inWorkspace(
      { '.gitignore': '..a.py\n', '..a.py': '', '..b.py': '', '..c/x.py': '', 'd.py': '' },
      async (folder) => {
        const exclude = ['./..b.py', './..c/*'];
        assert.deepEqual((await foundIn(folder, ['.'], exclude)).files, ['d.py']);
        for (const name of ['..a.py', '..b.py', '..c/x.py'])
          assert.ok(isLeftOut(folder, path.join(folder, name), globTest(exclude)), name);
      },
    ));
});

describe('a generated file', () => {
  const generated: [string, string][] = [
    ['a.min.js', ''],
    ['a_pb2.py', ''],
    ['a_pb2_grpc.py', ''],
    ['a.py', '# Code generated by a tool. DO NOT EDIT.\n'],
    ['a.ts', '/**\n * @generated by a tool\n */\n'],
    ['a.js', 'x=1;'.repeat(5000)],
  ];
  for (const [name, text] of generated) {
    it(`is known by its name, its head or its lines: ${name}`, () => assert.ok(isGenerated(name, text)));
  }
  for (const [name, text] of [
    ['a.py', 'print("DO NOT EDIT")\n'],
    ['admin.js', 'const x = 1;\n'],
    ['a.py', `${'x = 1\n'.repeat(50)}# DO NOT EDIT\n`],
    ['migrations/0001_initial.py', '# Generated by Django 4.2\n'],
  ] as const) {
    it(`is not taken for one: ${name} ${JSON.stringify(text.slice(0, 20))}`, () =>
      assert.ok(!isGenerated(name, text)));
  }
});

describe('the text of a file', () => {
  const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
  const readable: [string, string, Buffer, string][] = [
    ['UTF-8', 'a.py', Buffer.from('é = 1\r\n'), 'é = 1\r\n'],
    ['UTF-8 with a mark', 'a.ts', Buffer.from('\uFEFFé = 1\n'), 'é = 1\n'],
    ['UTF-16, little end first', 'a.py', Buffer.from('\uFEFFé\n', 'utf16le'), 'é\n'],
    ['UTF-16, big end first', 'a.py', Buffer.from('\uFEFFé\n', 'utf16le').swap16(), 'é\n'],
    [
      'Latin-1, declared',
      'a.py',
      Buffer.from('#!x\n# -*- coding: latin-1 -*-\né = 1\n', 'latin1'),
      '#!x\n# -*- coding: latin-1 -*-\né = 1\n',
    ],
    [
      'UTF-8 as Emacs declares it',
      'a.py',
      Buffer.from('# -*- coding: utf-8-unix -*-\né\n'),
      '# -*- coding: utf-8-unix -*-\né\n',
    ],
    [
      'Latin-1 as Emacs declares it',
      'a.py',
      Buffer.from('# coding: iso-8859-1-dos\né\n', 'latin1'),
      '# coding: iso-8859-1-dos\né\n',
    ],
    ['UTF-8, declared', 'a.py', Buffer.from('# coding: utf-8\né\n'), '# coding: utf-8\né\n'],
  ];
  for (const [what, name, content, text] of readable) {
    it(`is read, and written again as it was: ${what}`, () => {
      const read = decodeSource(content, name);
      assert.ok('text' in read, JSON.stringify(read));
      assert.equal(read.text, text);
      assert.deepEqual(encodeSource(read.text, read), content);
    });
  }

  it('is read in another encoding that is declared, but not written', () => {
    const read = decodeSource(Buffer.concat([Buffer.from('# coding: shift_jis\n'), bytes('83 65')]), 'a.py');
    assert.ok('text' in read);
    assert.equal(read.text, '# coding: shift_jis\nテ');
    assert.equal(encodeSource(read.text, read), null);
  });

  const unreadable: [string, string, Buffer, RegExp][] = [
    ['binary', 'a.py', bytes('7f 45 4c 46 00 01'), /binary/],
    ['not UTF-8', 'a.py', bytes('61 ff 62'), /not UTF-8/],
    ['half UTF-16', 'a.py', bytes('ff fe 61'), /not UTF-16/],
    ['of an encoding that nobody knows', 'a.py', Buffer.from('# coding: klingon\n'), /klingon/],
  ];
  for (const [what, name, content, reason] of unreadable) {
    it(`is not there, with a reason, when a file is ${what}`, () => {
      const read = decodeSource(content, name);
      assert.ok('unread' in read);
      assert.match(read.unread, reason);
    });
  }

  it('cannot be written in Latin-1 when a character is not in it', () => {
    assert.equal(encodeSource('€', { encoding: 'latin1', hasMark: false }), null);
  });
});
