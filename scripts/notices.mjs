// @ts-check
// Writes ThirdPartyNotices.txt: the licences of everything that is bundled or linked into what is shipped.
// With --check it writes nothing and fails where the file is not what it would write.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundles } from './lib/bundles.mjs';
import { isProgram, main, root, ScriptError } from './lib/checkout.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string }} Notice */

const file = path.join(root, 'ThirdPartyNotices.txt');

/** The targets that a package is made for: what is linked differs between them. */
const rustTargets = [
  'x86_64-unknown-linux-gnu',
  'x86_64-unknown-linux-musl',
  'x86_64-apple-darwin',
  'x86_64-pc-windows-msvc',
];

/** Crates that hold no licence text, and the npm package of the same project that does. */
const textElsewhere = new Map(
  ['napi', 'napi-sys', 'napi-derive', 'napi-build'].map((name) => [name, 'node_modules/@napi-rs/cli']),
);

/**
 * The file's content, from the packages that are installed now.
 * @throws {ScriptError} if a package has no license
 */
export async function noticesText() {
  const head =
    'Decimal Benchmark is made with the packages below. Their licences follow, one after the other.\n' +
    'Where a package offers several licences, it is used under the first that is permissive.\n';
  const sections = [
    section('npm packages in the bundles', await bundledPackages()),
    section('Rust crates in the native module', linkedCrates()),
  ];
  return [head, ...sections].join('\n');
}

/** Whether the file is what it should be. */
export async function noticesAreCurrent() {
  return existsSync(file) && readFileSync(file, 'utf8') === (await noticesText());
}

if (isProgram(import.meta.url)) {
  void main(async () => {
    if (!process.argv.includes('--check')) {
      writeFileSync(file, await noticesText());
    } else if (!(await noticesAreCurrent())) {
      throw new ScriptError('ThirdPartyNotices.txt is out of date: run `node scripts/notices.mjs`.', 1);
    }
  });
}

/**
 * Packages with the same text share one entry.
 * @param {string} title
 * @param {Notice[]} notices
 */
function section(title, notices) {
  const rule = '='.repeat(100);
  /** @type {Map<string, string[]>} */
  const namesByText = new Map();
  for (const { name, version, licence, text } of notices) {
    const names = namesByText.get(text) ?? [];
    namesByText.set(text, [...names, `${name} ${version} (${licence})`].sort(compare));
  }
  const entries = [...namesByText]
    .map(([text, names]) => `${rule}\n${names.join('\n')}\n${rule}\n\n${text.trim()}\n`)
    .sort(compare);
  return [`${title}\n${'-'.repeat(title.length)}\n`, ...entries].join('\n');
}

/** The packages that esbuild took a file from. */
async function bundledPackages() {
  const built = await Promise.all(
    bundles.map((bundle) => build({ ...bundle, write: false, metafile: true })),
  );
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== null));
  return [...folders].map((folder) => npmNotice(path.join(root, folder)));
}

/**
 * `node_modules/@scope/name` of a file in it; null for a file of our own.
 * @param {string} input
 */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? null;
}

/**
 * @param {string} folder
 * @returns {Notice}
 */
function npmNotice(folder) {
  const { name, version, license } = /** @type {{ name: string, version: string, license: string }} */ (
    JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  );
  const text = licenceText(folder, `${name} ${version}`);
  return { name, version, licence: license, text };
}

/** The crates that the native module's own dependencies lead to, without what only its build or its tests use. */
function linkedCrates() {
  /** @type {Map<string, Notice>} */
  const notices = new Map();
  for (const target of rustTargets) {
    const { packages, resolve } = cargoMetadata(target);
    const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
    const byId = new Map(packages.map((crate) => [crate.id, crate]));
    /** @param {string} id */
    const visit = (id) => {
      const crate = byId.get(id);
      // A procedural macro runs in the compiler and is not linked.
      if (
        crate === undefined ||
        notices.has(id) ||
        crate.targets.some(({ kind }) => kind.includes('proc-macro'))
      )
        return;
      if (id !== resolve.root) notices.set(id, crateNotice(crate));
      for (const { pkg, dep_kinds: kinds } of nodes.get(id)?.deps ?? []) {
        if (kinds.some(({ kind }) => kind === null)) visit(pkg);
      }
    };
    visit(resolve.root);
  }
  return [...notices.values()];
}

/**
 * @typedef {{ id: string, name: string, version: string, license: string, manifest_path: string, targets: { kind: string[] }[] }} Crate
 * @typedef {{ packages: Crate[], resolve: { root: string, nodes: { id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }[] } }} CargoMetadata
 * @param {string} target
 * @returns {CargoMetadata}
 */
function cargoMetadata(target) {
  const { status, stdout, stderr } = spawnSync(
    'cargo',
    ['metadata', '--format-version', '1', '--locked', '--filter-platform', target],
    { cwd: path.join(root, 'native'), encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new ScriptError(`cargo metadata failed: ${stderr}`, 1);
  return JSON.parse(stdout);
}

/**
 * @param {Crate} crate
 * @returns {Notice}
 */
function crateNotice({ name, version, license, manifest_path: manifest }) {
  const other = textElsewhere.get(name);
  const folder = other === undefined ? path.dirname(manifest) : path.join(root, other);
  return { name, version, licence: license, text: licenceText(folder, `${name} ${version}`) };
}

/**
 * The text of the licence that the folder holds; the MIT one if there are several.
 * @param {string} folder
 * @param {string} what names the package in the error
 */
function licenceText(folder, what) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|unlicense)/i.test(name));
  const chosen = names.find((name) => /mit/i.test(name)) ?? names.sort(compare)[0];
  if (chosen === undefined) throw new ScriptError(`${what} holds no licence text.`, 1);
  return readFileSync(path.join(folder, chosen), 'utf8').replaceAll('\r\n', '\n');
}

/**
 * By code units, so that the file is the same under every locale.
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
