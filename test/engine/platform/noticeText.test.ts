import { strict as assert } from 'node:assert';
import { noticeText } from '../../../src/noticeText';

describe('the text of a notification', () => {
  it('holds no link that a file put into it', () => {
    assert.equal(
      noticeText('no file [a](command:workbench.action.quit)\u001b\n'),
      'no file [a] (command:workbench.action.quit)\\x1b\\n',
    );
  });
});
