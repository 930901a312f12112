/**
 * The workbench's server wants two native modules whose builds need a C++ compiler. What it uses of them is little: a
 * log file, and to end with its parent. These are written in their place.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** @param server - the folder `lib/vscode` of the installed server */
export function writeNativeHelpers(server: string): void {
  const modules = path.join(server, 'node_modules', '@vscode');
  writeFileSync(path.join(modules, 'spdlog', 'index.js'), logModule);
  writeFileSync(path.join(modules, 'native-watchdog', 'index.js'), watchdogModule);
}

// Every export is assigned to `exports.<name>`, because the server imports these as ES modules and only finds such names.
const logModule = `'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  #file; #level = 2; #raw = false;
  constructor(_kind, _name, file) { this.#file = file; }
  #write(level, text) {
    if (level < this.#level) return;
    const line = this.#raw ? text : new Date().toISOString() + ' [' + levels[level] + '] ' + text + '\\n';
    try { appendFileSync(this.#file, line); } catch { /* A log that cannot be written stops nothing. */ }
  }
  getLevel() { return this.#level; }
  setLevel(level) { this.#level = level; }
  clearFormatters() { this.#raw = true; }
  setPattern() {}
  flush() {}
  drop() {}
  static { levels.forEach((name, level) => { this.prototype[name] = function (text) { this.#write(level, text); }; }); }
}
async function create(name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger('', name, file);
}
exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
`;

const watchdogModule = `'use strict';
exports.start = (parent) => {
  const look = () => {
    try { process.kill(parent, 0); } catch (error) { if (error.code === 'ESRCH') process.exit(87); }
  };
  setInterval(look, 1000).unref();
};
exports.exit = (code) => process.exit(code ?? 0);
`;
