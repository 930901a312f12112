// @ts-check
// What a package for one platform holds, and nothing else.
/** The editor's name of a platform by the native module's. */
const platforms = new Map([
  ['linux-x64-gnu', 'linux-x64'],
  ['linux-arm64-gnu', 'linux-arm64'],
  ['linux-x64-musl', 'alpine-x64'],
  ['linux-arm64-musl', 'alpine-arm64'],
  ['darwin-x64', 'darwin-x64'],
  ['darwin-arm64', 'darwin-arm64'],
  ['win32-x64-msvc', 'win32-x64'],
  ['win32-arm64-msvc', 'win32-arm64'],
]);

/** Every package holds these. */
const required = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'ThirdPartyNotices.txt',
  'baselines/baseline.schema.json',
  'dist/extension.cjs',
  'dist/engine/cli.cjs',
  'dist/engine/coordinator.cjs',
  'dist/engine/eslint-plugin.cjs',
  'dist/engine/languageServer.cjs',
  'dist/engine/scriptProject.cjs',
  'dist/engine/tree-sitter-python.wasm',
  'dist/engine/web-tree-sitter.wasm',
  'dist/engine/watchdog.cjs',
  'dist/engine/worker.cjs',
  'dist/webview/panel.css',
  'dist/webview/panel.js',
  'docs/images/activity-bar.svg',
  'docs/images/icon.png',
  'docs/images/walkthrough-file.svg',
  'docs/images/walkthrough-read.svg',
  'docs/images/walkthrough-run.svg',
  'docs/images/walkthrough-settings.svg',
  'dist/tsserverPlugin/analysis.js',
  'dist/tsserverPlugin/index.js',
  'node_modules/decimal-benchmark-typescript-plugin/package.json',
];

/** A package may hold these as well. */
const allowed = [/^dist\/webview\/[\w-]+\.ttf$/, /^docs\/images\/[\w-]+\.png$/, /^docs\/rules\/\w+\.md$/];

const nativeModule = /^dist\/native\/decimal-benchmark\.([\w-]+)\.node$/;

/** Stands in for the module in the package for every platform. */
const universalMark = 'dist/native/universal';

/**
 * The platform that the native module among the files was built for, as the editor names it.
 * @param {readonly string[]} files
 * @returns {string | null} null if there is none, more than one, or one of an unknown platform
 */
export function packagedPlatform(files) {
  const triples = files.map((file) => nativeModule.exec(file)?.[1]).filter((triple) => triple !== undefined);
  const [triple] = triples;
  return triples.length === 1 && triple !== undefined ? (platforms.get(triple) ?? null) : null;
}

/**
 * What is wrong with a package that holds these files.
 * @param {readonly string[]} files
 * @param {{universal?: boolean}} [kind] a universal package runs everywhere, without the engines that are native
 * @returns {string[]}
 */
export function packageProblems(files, { universal = false } = {}) {
  const missing = required.filter((file) => !files.includes(file)).map((file) => `${file} is missing`);
  const stray = files
    .filter((file) => !required.includes(file) && !nativeModule.test(file) && file !== universalMark)
    .filter((file) => !allowed.some((pattern) => pattern.test(file)))
    .map((file) => `${file} does not belong into it`);
  return [...missing, ...stray, ...nativeProblems(files, universal)];
}

/**
 * @param {readonly string[]} files
 * @param {boolean} universal
 * @returns {string[]}
 */
function nativeProblems(files, universal) {
  const isMarked = files.includes(universalMark);
  if (!universal) {
    const one = packagedPlatform(files) === null ? ['it needs exactly one native module'] : [];
    return isMarked ? [...one, `${universalMark} does not belong into it`] : one;
  }
  const none = files.some((file) => nativeModule.test(file)) ? ['it must hold no native module'] : [];
  return isMarked ? none : [...none, `${universalMark} is missing`];
}
