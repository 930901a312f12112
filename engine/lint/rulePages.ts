/** The pages that explain the rules, as files of the installed product. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readTextSync } from '../platform/readFile';
import type { RuleCode } from '../protocol/lint';
import { rulePage } from './catalogue';

/** The root of the product: above `engine/lint` in the sources, above `dist/engine` in the bundles. */
const root = path.join(__dirname, '..', '..');

/** Absolute. */
export function rulePageFile(code: RuleCode): string {
  return path.join(root, rulePage(code));
}

/** The page in Markdown; null if the product was installed without its pages. */
export function rulePageText(code: RuleCode): string | null {
  const file = rulePageFile(code);
  return existsSync(file) ? readTextSync(file, 'resource') : null;
}
