import { strict as assert } from 'node:assert';
import { noticesAreCurrent } from '../../scripts/notices.mjs';

describe('ThirdPartyNotices.txt', () => {
  it('holds the licences of what is bundled and linked now', async () => {
    assert.ok(await noticesAreCurrent(), 'it is out of date: run `node scripts/notices.mjs`');
  });
});
