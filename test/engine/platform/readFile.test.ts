import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { fileReasonOf } from '../../../engine/platform/fileReason';
import {
  fileLimits,
  isNestedTooDeep,
  maxNesting,
  parseJson,
  readBytes,
  readBytesSync,
  readJson,
  readText,
  readTextSync,
} from '../../../engine/platform/readFile';

describe('the file reader', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'read-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Both forms of the reader give the same reason. */
  async function refusal(file: string): Promise<string | undefined> {
    const reasons = await Promise.all(
      [() => readText(file, 'settings'), async () => Promise.resolve(readTextSync(file, 'settings'))].map(
        (read) =>
          read().then(
            () => undefined,
            (error: unknown) => fileReasonOf(error)?.reason,
          ),
      ),
    );
    assert.equal(reasons[0], reasons[1]);
    return reasons[0];
  }

  it('reads text without its byte order mark', async () => {
    writeFileSync(at('a'), '\uFEFFa = "é"\n');
    assert.equal(await readText(at('a'), 'settings'), 'a = "é"\n');
    assert.equal(readTextSync(at('a'), 'settings'), 'a = "é"\n');
  });

  it('reads an empty file', async () => {
    writeFileSync(at('a'), '');
    assert.equal(await readText(at('a'), 'settings'), '');
  });

  it('reads a linked regular file', async () => {
    writeFileSync(at('a'), 'text');
    symlinkSync(at('a'), at('link'));
    assert.equal(await readText(at('link'), 'settings'), 'text');
  });

  it('reads bytes of any size up to the limit', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(200_000), async (size) => {
        const bytes = Buffer.alloc(size, 'é');
        writeFileSync(at('a'), bytes);
        assert.deepEqual(await readBytes(at('a'), 'settings', size), bytes);
        assert.deepEqual(readBytesSync(at('a'), 'settings', size), bytes);
        if (size > 0) assert.throws(() => readBytesSync(at('a'), 'settings', size - 1), /it is larger than/);
      }),
      { numRuns: 20 },
    ));

  it('refuses a folder, a missing file, and a sparse file of 1 TB', async () => {
    mkdirSync(at('folder'));
    writeFileSync(at('sparse'), '');
    truncateSync(at('sparse'), 2 ** 40);
    assert.equal(await refusal(at('folder')), 'it is a folder');
    assert.equal(await refusal(at('none')), 'there is no such file or folder');
    assert.equal(await refusal(at('sparse')), 'it is larger than 1 MiB');
  });

  it('refuses bytes that are not UTF-8', async () => {
    writeFileSync(at('a'), Buffer.from([0x61, 0xff]));
    assert.equal(await refusal(at('a')), 'its bytes are not UTF-8');
  });

  describe('on a Unix system', () => {
    before(function () {
      if (process.platform === 'win32') this.skip();
    });

    it('refuses devices, pipes and sockets, also behind links', async () => {
      symlinkSync('/dev/zero', at('zero'));
      execFileSync('mkfifo', [at('pipe')]);
      symlinkSync(at('pipe'), at('link'));
      const server = createServer().listen(at('socket'));
      await new Promise((resolve) => server.once('listening', resolve));
      assert.equal(await refusal(at('zero')), 'it is a device, not a regular file');
      assert.equal(await refusal(at('pipe')), 'it is a pipe, not a regular file');
      assert.equal(await refusal(at('link')), 'it is a pipe, not a regular file');
      assert.equal(await refusal(at('socket')), 'it is a socket, not a regular file');
      server.close();
    });

    it('reads a file whose size says 0, as in /proc', async function () {
      if (process.platform !== 'linux') this.skip();
      assert.match(await readText('/proc/self/status', 'settings'), /^Name:/);
      assert.match(readTextSync('/proc/self/status', 'settings'), /^Name:/);
      assert.throws(() => readBytesSync('/proc/self/status', 'settings', 10), /it is larger than/);
    });
  });

  it('refuses JSON with more levels than its limit', async () => {
    writeFileSync(at('a'), '['.repeat(500_000));
    await assert.rejects(readJson(at('a'), 'settings'), /nested more than 256 levels/);
    const deepest = '['.repeat(maxNesting) + ']'.repeat(maxNesting);
    assert.doesNotThrow(() => parseJson(deepest));
    assert.throws(() => parseJson(`[${deepest}]`), /nested/);
  });

  it('parses what JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        assert.deepEqual(parseJson(text), JSON.parse(text));
      }),
    );
  });

  it('does not count brackets in strings and comments as levels', () => {
    const brackets = '['.repeat(maxNesting + 1);
    for (const text of [
      `"\\"${brackets}"`,
      `'"${brackets}'`,
      `// "\n// ${brackets}`,
      `/* " ${brackets} */`,
    ]) {
      assert.equal(isNestedTooDeep(text), false, text);
      assert.equal(isNestedTooDeep(`${text}\n${brackets}`), true, text);
    }
  });

  it('has a limit for every kind of file', () => {
    for (const limit of Object.values(fileLimits)) assert.ok(limit > 0 && limit <= 256 * 2 ** 20);
  });
});
