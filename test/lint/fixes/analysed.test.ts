import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { applyEdits, fixAll } from '../../../engine/lint/applyEdits';
import type { Analyser } from '../../../engine/lint/analyser';
import type { Finding, FileEdits } from '../../../engine/lint/finding';
import { createPythonAnalyser } from '../../../engine/lint/python/analyser';
import { defaultLintSettings } from '../../../engine/protocol/lint';
import { cases, plainCases } from './cases';
import type { Case } from './program';
import { laidOut, layouts } from './layouts';

const path = '/project/module.py';
/** More passes than any program here has findings that get in each other's way. */
const mostPasses = 5;

describe('python fixes of what the analyser finds', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await createPythonAnalyser(defaultLintSettings);
  });
  const findings = (text: string): readonly Finding[] => {
    analyser.update(path, text);
    return analyser.findings(path);
  };

  for (const one of cases) {
    it(`${one.rule}, ${one.kind}: ${one.name}`, () => {
      const text = one.code.replace(/[«»‹›]/g, '');
      const start = one.code.replace(/[‹›]/g, '').indexOf('«');
      const found = findings(text);
      const finding = found.find(({ rule, range }) => rule === one.rule && range.start === start);
      assert.ok(finding, `${one.rule} is not found in\n${text}`);
      assert.ok(
        finding.fixes.some(({ kind }) => kind === one.kind),
        `only ${finding.fixes.map(({ title }) => title).join(', ')}`,
      );
      assertSolved(text, finding, found);
    });
  }

  it('solve each finding in any layout, and bring no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plainCases), layouts, (one: Case, layout) => {
        const text = laidOut(one.code.replace(/[«»‹›]/g, ''), layout);
        const found = findings(text);
        for (const finding of found) assertSolved(text, finding, found);
      }),
      { numRuns: 200 },
    );
  });

  it('leave nothing to fix when all are applied, pass after pass', () => {
    fc.assert(
      fc.property(fc.subarray([...plainCases], { minLength: 1, maxLength: 4 }), layouts, (some, layout) => {
        const text = some.map(({ code }, index) => module(code, index)).join('\n');
        let current = laidOut(text, { ...layout, depth: 0 });
        for (let pass = 0; pass < mostPasses; pass++) {
          const { files } = fixAll(findings(current));
          if (files.length === 0) break;
          current = applied(current, files);
        }
        const left = findings(current).filter(({ fixes }) => fixes.some(({ changesValue }) => !changesValue));
        assert.deepEqual(left, [], current);
      }),
      { numRuns: 100 },
    );
  });

  it('are edits that can be made, in half-typed programs too', () => {
    const cut = fc.record({ from: fc.nat(600), length: fc.nat(30), typed: fc.string({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.array(cut, { maxLength: 3 }), (one, cuts) => {
        let text = one.code.replace(/[«»‹›]/g, '');
        for (const { from, length, typed } of cuts)
          text = text.slice(0, from) + typed + text.slice(from + length);
        for (const { fixes } of findings(text)) {
          for (const { files } of fixes) assert.notEqual(applied(text, files), text);
        }
        applied(text, fixAll(findings(text)).files);
      }),
      { numRuns: 500 },
    );
  });

  /** Each fix takes its finding away, and the findings that are left were there before. */
  function assertSolved(text: string, finding: Finding, found: readonly Finding[]): void {
    for (const { title, files } of finding.fixes) {
      const fixed = applied(text, files);
      const left = findings(fixed);
      const known = found.map(({ rule, message }) => rule + withoutLines(message));
      const unknown = left.filter(({ rule, message }) => !known.includes(rule + withoutLines(message)));
      assert.ok(left.length < found.length, `${title} solves nothing in\n${fixed}`);
      assert.deepEqual(
        unknown.map(({ message }) => message),
        [],
        `${title} brings new findings in\n${fixed}`,
      );
    }
  }
});

function applied(text: string, files: readonly FileEdits[]): string {
  return files.reduce((before, { edits }) => applyEdits(before, edits), text);
}

function withoutLines(message: string): string {
  return message.replace(/on line \d+/, '');
}

/** The program as one function of its own, so that several stand in one file. */
function module(code: string, index: number): string {
  const lines = code
    .replace(/[«»‹›]/g, '')
    .replace(/^"""Fees\."""\nfrom __future__ .*$/m, '')
    .trim()
    .split('\n');
  return [`def program${index}():`, ...lines.map((line) => (line === '' ? '' : `    ${line}`)), ''].join(
    '\n',
  );
}
