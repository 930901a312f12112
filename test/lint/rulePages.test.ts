import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ruleCatalogue, rulePage, type RuleInfo } from '../../engine/lint/catalogue';
import { found, inWorkspace, linterFor, scanned } from './workspace';

const root = path.join(__dirname, '../..');
const words = { python: 'Python', script: 'TypeScript, JavaScript' };

function pageOf({ code }: RuleInfo): string {
  return readFileSync(path.join(root, rulePage(code)), 'utf8');
}

/** Fenced examples of a page, e.g. of ```` ```python bad ````. */
function examples(page: string, kind: 'bad' | 'good'): { name: string; text: string }[] {
  return [...page.matchAll(/^```(python|ts) (bad|good)\n(.*?)^```$/gms)]
    .filter(([, , its]) => its === kind)
    .map(([, language, , text]) => ({
      name: language === 'python' ? 'example.py' : 'example.ts',
      text: text ?? '',
    }));
}

describe('the pages of the rules', () => {
  it('are one for each rule of the catalogue, and a list of all', () => {
    const names = readdirSync(path.join(root, 'docs/rules')).sort();
    assert.deepEqual(names, [...ruleCatalogue.map(({ code }) => `${code}.md`), 'README.md']);
  });

  it('are listed as the catalogue says', () => {
    const list = readFileSync(path.join(root, 'docs/rules/README.md'), 'utf8');
    const rows = ruleCatalogue.map(({ code, name, severity, languages, title }) => {
      const spoken = languages.map((language) => words[language]).join(', ');
      return `| [${code}](${code}.md) | ${name} | ${severity} | ${spoken} | ${title} |`;
    });
    assert.deepEqual(list.match(/^\| \[DB.*$/gm), rows);
  });

  for (const rule of ruleCatalogue) {
    const page = pageOf(rule);

    it(`say of ${rule.code} what the catalogue says`, () => {
      assert.ok(page.startsWith(`# ${rule.code} ${rule.name}\n\n${rule.title}.\n`), page.slice(0, 200));
      assert.match(page, new RegExp(`^\\| Severity \\| ${rule.severity}\\b`, 'm'));
      const spoken = rule.languages.map((language) => words[language]).join(', ');
      assert.ok(page.includes(`| Language | ${spoken} |`));
      const parts = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
      assert.deepEqual(parts, ['What it finds', 'Why', 'Example', 'Fix', 'When to suppress']);
    });

    it(`show of ${rule.code} what is found`, async () => {
      const bad = examples(page, 'bad');
      assert.ok(bad.length > 0);
      for (const { name, text } of bad) {
        await inWorkspace({ [name]: text }, async (folder) => {
          const reports = await scanned(await linterFor(folder), [folder]);
          const rules = reports.flatMap(({ findings }) => findings.map((finding) => finding.rule));
          assert.deepEqual([...new Set(rules)], [rule.code], text);
        });
      }
    });

    it(`show of ${rule.code} what is not`, async () => {
      const good = examples(page, 'good');
      assert.ok(good.length > 0);
      for (const { name, text } of good) {
        await inWorkspace({ [name]: text }, async (folder) => {
          assert.deepEqual(await found(await linterFor(folder), folder), [], text);
        });
      }
    });
  }
});
