/**
 * Cheap looks at a text that decide whether a language's analysis is loaded at all: without any sign of decimals in
 * any file nothing can be found.
 */
import type { Language } from './catalogue';

const python = /decimal|\bNumeric\b|money/i;
const script =
  /decimal|big(?:number)?\.js|bignumber|\bbig\b|dinero|\b(?:plus|minus|times|dividedBy)\s*\(|arithmetic/i;

/** A test of whether a text speaks of decimals in a language. @param decimalTypes names of people's own types */
export function decimalEvidence(
  decimalTypes: readonly string[],
): (language: Language, text: string) => boolean {
  return (language, text) =>
    (language === 'python' ? python : script).test(text) || decimalTypes.some((name) => text.includes(name));
}
