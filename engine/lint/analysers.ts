/** Loads the analysis of a language when it is first needed: grammars and compilers are large. */
import type { LintSettings } from '../protocol/lint';
import type { Analyser } from './analyser';
import type { Language } from './catalogue';

/** Makes the analyser of a language, by the settings that it depends on. */
export async function loadAnalyser(
  language: Language,
  root: string,
  settings: LintSettings,
): Promise<Analyser> {
  const loaded = analysers.get(language);
  return loaded === undefined ? findsNothing : loaded(root, settings);
}

type AnalyserLoader = (root: string, settings: LintSettings) => Promise<Analyser>;

const analysers = new Map<Language, AnalyserLoader>();

/** Stands in for a language that has no analysis yet. */
const findsNothing: Analyser = {
  update: () => undefined,
  findings: () => [],
  ledgerSites: () => 0,
  release: () => undefined,
};
