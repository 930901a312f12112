import type { PythonRule } from '../rule';
import * as db001 from './db001';
import * as db002 from './db002';
import * as db003 from './db003';
import * as db004 from './db004';
import * as db005 from './db005';
import * as db006 from './db006';
import * as db007 from './db007';
import * as db008 from './db008';

/** What flow analysis reports to each rule. */
export interface EvidenceOf {
  readonly DB001: db001.Evidence;
  readonly DB002: db002.Evidence;
  readonly DB003: db003.Evidence;
  readonly DB004: db004.Evidence;
  readonly DB005: db005.Evidence;
  readonly DB006: db006.Evidence;
  readonly DB007: db007.Evidence;
  readonly DB008: db008.Evidence;
}

export const pythonRules: { readonly [Code in keyof EvidenceOf]: PythonRule<EvidenceOf[Code]> } = {
  DB001: db001.rule,
  DB002: db002.rule,
  DB003: db003.rule,
  DB004: db004.rule,
  DB005: db005.rule,
  DB006: db006.rule,
  DB007: db007.rule,
  DB008: db008.rule,
};
