import axe from 'axe-core';
import * as v from 'valibot';
import type { EditorWindow } from './editorWindow';

const Violations = v.array(
  v.object({ id: v.string(), help: v.string(), nodes: v.array(v.object({ html: v.string() })) }),
);

/** What axe finds wrong in the panel's page, one line a finding. */
export async function accessibilityProblems(window: EditorWindow): Promise<string[]> {
  const main = window.panel.locator('main');
  await main.evaluate(axe.source);
  const found: unknown = await main.evaluate('axe.run(document).then(({ violations }) => violations)');
  return v
    .parse(Violations, found)
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
