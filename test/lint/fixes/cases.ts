import { conversionCases } from './conversionCases';
import { defaultCases } from './defaultCases';
import { initialCases } from './initialCases';
import type { Case } from './program';

export const cases: readonly Case[] = [...initialCases, ...defaultCases, ...conversionCases];

/** Programs whose lines are all their own: a line in a string cannot be laid out anew. */
export const plainCases: readonly Case[] = cases.filter(({ code }) => !code.includes('note = """'));
