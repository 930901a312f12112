/** Loads the analysis of a language when it is first needed: grammars and compilers are large. */
import type { LintSettings } from '../protocol/lint';
import type { Analyser } from './analyser';
import type { Language } from './catalogue';
import type { ScriptAnalyser } from './typescript/analyser';

/** Makes the analyser of a language, by the settings that it depends on. @param root - the workspace's folder */
export type AnalyserLoader = (language: Language, root: string, settings: LintSettings) => Promise<Analyser>;

export async function loadAnalyser(
  language: Language,
  root: string,
  settings: LintSettings,
): Promise<Analyser> {
  if (language === 'script') return loadScriptAnalyser(root, settings);
  const { vocabulary, decimalTypes } = settings;
  const { createPythonAnalyser } = await import('./python/analyser');
  return createPythonAnalyser({ vocabulary, decimalTypes });
}

export async function loadScriptAnalyser(
  root: string,
  { decimalTypes, maxProgramMemoryMb }: LintSettings,
): Promise<ScriptAnalyser> {
  const { createScriptAnalyser } = await import('./typescript/analyser');
  return createScriptAnalyser({ decimalTypes, maxProgramMemoryMb, root });
}
