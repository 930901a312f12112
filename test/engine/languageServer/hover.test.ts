import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { MarkupContent } from 'vscode-languageserver/node';
import { hoverOf } from '../../../engine/languageServer/hover';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } };
const page = 'command:decimalBenchmark.openRuleDocumentation?DB001';

/** What an editor shows of a finding with this message. */
function shown(message: string): string {
  const finding = {
    rule: 'DB001',
    severity: 'error',
    message,
    path: '/a.py',
    range: { start: 0, end: 9 },
    related: [],
    fixes: [],
  } as const;
  const hover = hoverOf(
    [{ uri: 'file:///a.py', diagnostic: { range, message }, finding }],
    range.start,
    () => page,
    true,
  );
  assert.ok(MarkupContent.is(hover?.contents));
  return hover.contents.value;
}

/** Renders as an editor would that linkifies addresses and allows HTML; the rule's own link is taken out first. */
function rendered(message: string): string {
  return markdownIt({ html: true, linkify: true }).render(shown(message).replace(`](${page})`, ''));
}

describe('the hover of a finding', () => {
  it('shows code of the workspace as code, and nothing of it as a link, an image or HTML', () => {
    const message =
      'meets `max(0.0, d["""a\n\n[x](https://evil.example)\n\n![y](https://evil.example)<img>"""])` here';
    const html = rendered(message);
    assert.doesNotMatch(html, /<a |<img/);
    assert.match(html, /<code>max\(0\.0/);
    assert.match(rendered('use `` ` ``[x](https://evil.example)`'), /\[x\]/);
  });

  it('makes no link, image or tag of any message', () => {
    const part = fc.constantFrom(
      ...Array.from('`[]()!<>\n\r\\*_~|&:/# '),
      'a',
      'https://evil.example',
      '<img src=x>',
      'www.evil.example',
      '[x](https://evil.example)',
      '```',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        assert.doesNotMatch(rendered(parts.join('')), /<a |<img/);
      }),
    );
  });
});
