/**
 * A cheap look at a text that decides whether a language's analysis is loaded at all: in Python, without any sign of
 * decimals in any file nothing can be found. The analysis of scripts looks at packages, too, and loads its compiler
 * by itself when it needs it.
 */
import type { Language } from './catalogue';

const python = /decimal|\bNumeric\b|money/i;

/** A test of whether a text may need an analysis. @param decimalTypes names of people's own types */
export function decimalTextFilter(
  decimalTypes: readonly string[],
): (language: Language, text: string) => boolean {
  return (language, text) =>
    language === 'script' || python.test(text) || decimalTypes.some((name) => text.includes(name));
}
