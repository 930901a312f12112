import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The rules whose result a theme can change. */
const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong in a page, or in a part of it; one line a rule. Its usual mode opens a second page for each check, to
 * isolate frames from other origins, of which the panel has none.
 * @param rules - `colors`: only those that depend on the theme
 */
export async function violations(
  page: Page,
  { part = 'html', rules = 'all' }: { part?: string; rules?: 'all' | 'colors' } = {},
): Promise<string[]> {
  const builder = new AxeBuilder({ page }).include(part).setLegacyMode(true);
  const results = await (rules === 'all' ? builder : builder.withRules(colorRules)).analyze();
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
  );
}
