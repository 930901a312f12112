// @ts-check
// Preloaded into a program: makes its nth step of writing files below a folder fail, or the program die there.
import fs from 'node:fs';
import path from 'node:path';

const folder = path.resolve(process.env['FAULT_FOLDER'] ?? '.');
const at = Number(process.env['FAULT_STEP']);
const dies = process.env['FAULT_KIND'] === 'kill';
/** Of files that are being written below the folder. */
const descriptors = new Set();
let steps = 0;

/**
 * Counts a step, and does what is wanted at the one that is.
 * @param {readonly unknown[]} args of the step, the callback last
 * @param {() => void} goOn
 * @param {() => void} [goHalf] what a program that dies has done of the step
 */
function step(args, goOn, goHalf) {
  steps += 1;
  if (steps !== at) {
    goOn();
    return;
  }
  if (dies) {
    goHalf?.();
    process.kill(process.pid, 'SIGKILL');
    return;
  }
  const failure = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  answer(args, failure);
}

/**
 * @param {readonly unknown[]} args
 * @param {readonly unknown[]} values
 */
function answer(args, ...values) {
  const callback = args.at(-1);
  if (typeof callback === 'function') Reflect.apply(callback, undefined, values);
}

/** @param {unknown} file */
function isBelow(file) {
  return typeof file === 'string' && path.resolve(file).startsWith(folder);
}

const { open, write, fsync, close, rename } = fs;

Object.assign(fs, {
  /** @param {unknown[]} args */
  open(...args) {
    if (!isBelow(args[0]) || args[1] === 'r') {
      Reflect.apply(open, fs, args);
      return;
    }
    const opened = (/** @type {unknown} */ error, /** @type {unknown} */ descriptor) => {
      if (error === null) descriptors.add(descriptor);
      answer(args, error, descriptor);
    };
    step(args, () => {
      Reflect.apply(open, fs, [...args.slice(0, -1), opened]);
    });
  },
  /** @param {unknown[]} args */
  write(...args) {
    const [descriptor, data] = args;
    const goOn = () => {
      Reflect.apply(write, fs, args);
    };
    if (!descriptors.has(descriptor)) goOn();
    else step(args, goOn, () => void fs.writeSync(Number(descriptor), String(data).slice(0, 20)));
  },
  fsync: counted(fsync),
  close: counted(close),
  rename: counted(rename),
});

/**
 * @param {(...args: never[]) => void} original
 * @returns {(...args: unknown[]) => void}
 */
function counted(original) {
  return (...args) => {
    const goOn = () => {
      Reflect.apply(original, fs, args);
    };
    if (descriptors.has(args[0]) || isBelow(args[1])) step(args, goOn);
    else goOn();
  };
}
