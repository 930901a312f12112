/** What the plugin finds in TypeScript's own server, held against what the own program finds. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EditorFolder, strictProject } from './editor';

const corpus = path.join(__dirname, '..', '..', 'corpus', 'scripts');

for (const compiler of ['typescript-5.9', 'typescript']) {
  describe(`The corpus in the editor's program of ${compiler}`, function () {
    this.timeout(300_000);

    it('has the findings, fixes and places that it has in the own program', async () => {
      const folder = new EditorFolder(corpusFiles());
      const server = folder.server(compiler);
      try {
        const names = Object.keys(corpusFiles()).filter((name) => /\.[jt]sx?$/.test(name));
        for (const name of names) {
          const text = readFileSync(folder.file(name), 'utf8');
          await folder.hold(name, text);
          server.hold(folder.file(name), text);
        }
        let fromEditor = 0;
        for (const name of names) {
          const { report, typescript } = await folder.check(name);
          assert.deepEqual(report, await folder.lookBeside(name), name);
          if (typescript !== null) fromEditor++;
        }
        console.log(`      ${fromEditor} of ${names.length} files from the editor's program`);
        assert.ok(fromEditor >= names.length / 2, folder.log.join('\n'));
      } finally {
        await server.kill();
        folder.dispose();
      }
    });
  });
}

function corpusFiles(): Record<string, unknown> {
  const files: Record<string, unknown> = {};
  for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(corpus, file).replaceAll(path.sep, '/');
    files[name] = readFileSync(file, 'utf8');
    files[path.posix.join(path.posix.dirname(name), 'tsconfig.json')] = strictProject;
  }
  return files;
}
