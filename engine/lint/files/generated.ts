/** Files that a program wrote: nobody mends them by hand. */
import path from 'node:path';

const names = [/\.min\.[cm]?js$/i, /_pb2(_grpc)?\.pyi?$/, /[.-]bundle\.[cm]?js$/i, /\.generated\.\w+$/i];

/** A file of such lines was packed by a bundler. */
const longestMeanLine = 400;

/** Whether a file was generated, by its name, by its head or by the length of its lines. */
export function isGenerated(file: string, text: string): boolean {
  if (names.some((name) => name.test(path.basename(file)))) return true;
  const head = text.slice(0, 2000).split(/\r\n?|\n/, 12);
  if (head.some((line) => /^\s*(#|\/\/|\/?\*|""").*(@generated\b|\bDO NOT EDIT\b)/.test(line))) return true;
  return /\.[cm]?jsx?$/i.test(file) && text.length > 5000 && text.length / lineCount(text) > longestMeanLine;
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
