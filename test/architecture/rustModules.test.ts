import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importCycles, type ImportGraph } from './importGraph';

const sources = path.join(__dirname, '../../native/src');

describe('Rust modules', () => {
  it('no Rust module uses itself through others', () => {
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.rs'))
      .map((file) => file.replaceAll(path.sep, '/'));
    const graph = moduleGraph(
      new Map(files.map((file) => [file, readFileSync(path.join(sources, file), 'utf8')])),
    );
    assert.deepEqual(importCycles(graph), []);
  });

  it('uses of Rust modules are found in every form', () => {
    const graph = moduleGraph(
      new Map([
        ['fixed.rs', 'use crate::wide::{Wide, rounds_up};\nfn f() { crate::number::parse() }'],
        ['wide.rs', ''],
        ['number.rs', '//! Like `crate::wide::Wide`.\nmod tests {\n    use super::*;\n}'],
        ['indicators/mod.rs', 'mod exact;\nuse crate::number::Number;'],
        ['indicators/exact.rs', 'use super::{Signal, against};\nuse super::float::rolled;'],
        ['indicators/float.rs', 'use crate::indicators::Signal;'],
      ]),
    );
    assert.deepEqual(Object.fromEntries(graph), {
      'fixed.rs': ['wide.rs', 'number.rs'],
      'wide.rs': [],
      'number.rs': [],
      'indicators/mod.rs': ['number.rs'],
      'indicators/exact.rs': ['indicators/mod.rs', 'indicators/float.rs'],
      'indicators/float.rs': ['indicators/mod.rs'],
    });
  });
});

/** Which file of the crate uses which, from the text of each. Declaring or re-exporting a submodule is not a use. */
function moduleGraph(texts: ReadonlyMap<string, string>): ImportGraph {
  const fileOf = (module: string) => [`${module}.rs`, `${module}/mod.rs`].find((file) => texts.has(file));
  const targets = (file: string, text: string): string[] => {
    const folder = path.posix.dirname(file);
    const code = text.replaceAll(/\/\/.*/g, '');
    return [...code.matchAll(/\b(crate|super)::(\w+|\{)/g)].map(([used, from, name = '']) => {
      const found = from === 'crate' ? fileOf(name) : (fileOf(`${folder}/${name}`) ?? fileOf(folder));
      if (found === undefined) throw new Error(`${file}: ${used} names no module`);
      return found;
    });
  };
  return new Map([...texts].map(([file, text]) => [file, targets(file, text)]));
}
