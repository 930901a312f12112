import type { Target } from '../target';
import { csv } from './csv';
import { languageServer } from './languageServer';
import { ledger } from './ledger';
import { linter } from './linter';
import { reports } from './reports';
import { settingsFiles } from './settings';

export const targets: readonly Target[] = [ledger, csv, reports, settingsFiles, linter, languageServer];
