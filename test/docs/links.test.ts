import MarkdownIt from 'markdown-it';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const markdown = new MarkdownIt({ html: true });
type Token = ReturnType<MarkdownIt['parse']>[number];

describe('the links of the documentation', () => {
  it('lead to tracked files and folders and to headings that they have', () => {
    const tracked = new Set(
      execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0'),
    );
    const pages = [...tracked].filter((name) =>
      /^((README|CHANGELOG|CONTRIBUTING)\.md|docs\/.*\.md)$/.test(name),
    );
    const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
    assert.ok(pages.includes('README.md') && pages.includes('docs/README.md'));
    assert.ok(pages.some((page) => targetsOf(read(page)).some((target) => target.includes('#'))));
    assert.deepEqual(
      pages.flatMap((page) => brokenLinks(page, read, tracked)),
      [],
    );
  });

  it('are reported where they lead nowhere, and looked for only where Markdown has a link', () => {
    const pages: Readonly<Record<string, string>> = {
      'docs/page.md':
        '# One `two`: three?\n\n## Twice\n\n## Twice\n\n[a](../README.md#start) [b](#one-two-three) [c](#twice-1)\n' +
        '![d](none.png) [e](../README.md#end) [f](#twice-2) [g][g] [h](https://example.com/none) `[i](none.md)`\n\n' +
        '[j](..) [k](../../outside.md)\n\n[g]: other.md\n\n```\n[l](none.md)\n```\n',
      'README.md': '# Start\n',
    };
    const read = (name: string): string => pages[name] ?? '';
    assert.deepEqual(brokenLinks('docs/page.md', read, new Set(Object.keys(pages))), [
      'docs/page.md: none.png',
      'docs/page.md: ../README.md#end',
      'docs/page.md: #twice-2',
      'docs/page.md: other.md',
      'docs/page.md: ..',
      'docs/page.md: ../../outside.md',
    ]);
  });
});

/** Links of a page to what is not there, each with the page it stands on. */
function brokenLinks(page: string, read: (name: string) => string, tracked: ReadonlySet<string>): string[] {
  return targetsOf(read(page))
    .filter((target) => !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#', 2).map(decodeURIComponent);
      const name = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
      if (!tracked.has(name)) return !holdsSome(name, tracked);
      return anchor !== undefined && name.endsWith('.md') && !anchorsOf(read(name)).has(anchor);
    })
    .map((target) => `${page}: ${target}`);
}

/** A folder is shown where it holds what is tracked. */
function holdsSome(folder: string, tracked: ReadonlySet<string>): boolean {
  const start = folder.replace(/\/?$/, '/');
  return [...tracked].some((name) => name.startsWith(start));
}

/** Where the links and images of a page lead, as they are written. */
function targetsOf(text: string): string[] {
  return inlineTokens(text).flatMap((token) => {
    const target = token.attrGet(token.type === 'image' ? 'src' : 'href');
    return target === null ? [] : [target];
  });
}

function inlineTokens(text: string): Token[] {
  return markdown.parse(text, {}).flatMap((token) => token.children ?? []);
}

/** Anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): Set<string> {
  const blocks = markdown.parse(text, {});
  const anchors = new Set<string>();
  for (const [index, { type }] of blocks.entries()) {
    if (type !== 'heading_open') continue;
    const words = (blocks[index + 1]?.children ?? []).map(({ content }) => content).join('');
    const anchor = words
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    let own = anchor;
    for (let twin = 1; anchors.has(own); twin++) own = `${anchor}-${twin}`;
    anchors.add(own);
  }
  return anchors;
}
