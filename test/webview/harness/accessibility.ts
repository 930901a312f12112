import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong in a page, or in a part of it; one line a rule. Its usual mode opens a second page for each check, to
 * isolate frames from other origins, of which the panel has none.
 */
export async function violations(page: Page, part = 'html'): Promise<string[]> {
  const results = await new AxeBuilder({ page }).include(part).setLegacyMode(true).analyze();
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
  );
}
