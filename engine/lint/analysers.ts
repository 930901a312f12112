/** Loads the analysis of a language when it is first needed: grammars and compilers are large. */
import type { LintSettings } from '../protocol/lint';
import type { Analyser } from './analyser';
import type { Language } from './catalogue';

/** Makes the analyser of a language, by the settings that it depends on. @param root - the workspace's folder */
export async function loadAnalyser(
  language: Language,
  root: string,
  { vocabulary, decimalTypes, maxProgramMemoryMb }: LintSettings,
): Promise<Analyser> {
  if (language === 'python') {
    const { createPythonAnalyser } = await import('./python/analyser');
    return createPythonAnalyser({ vocabulary, decimalTypes });
  }
  const { createScriptAnalyser } = await import('./typescript/analyser');
  return createScriptAnalyser({ decimalTypes, maxProgramMemoryMb, root });
}
