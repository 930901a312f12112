import { strict as assert } from 'node:assert';
import { requireWritableFile } from '../../../engine/cli/writable';

describe('a file to be written', () => {
  for (const file of ['/dev/stdout', '/dev/stderr', '/dev/fd/1', '/proc/self/fd/1', '/dev/../dev/stdout']) {
    it(`is refused when it is a stream: ${file}`, async function () {
      if (process.platform === 'win32') this.skip();
      await assert.rejects(requireWritableFile(file), /is a stream of a program, not a file/);
    });
  }
});
