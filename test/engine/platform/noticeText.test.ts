import { strict as assert } from 'node:assert';
import { labelText, noticeText } from '../../../src/noticeText';

describe('the text of a notification', () => {
  it('holds no link that a file put into it', () => {
    assert.equal(
      noticeText('no file [a](command:workbench.action.quit)\u001b\n'),
      'no file [a] (command:workbench.action.quit)\\x1b\\n',
    );
  });
});

describe('the text of a label', () => {
  it('holds no icon that a file put into it', () => {
    assert.equal(labelText('a $(pass) b\u001b'), 'a \\$(pass) b\\x1b');
  });
});
