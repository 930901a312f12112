import type { EngineName } from '../../engine/protocol/vocabulary';
import { engineNames } from '../../engine/protocol/vocabulary';
import { h } from '../dom';
import type { Child } from '../dom';
import { engineHelp } from '../../engine/presentation/models/engines';
import { toggled } from '../uiState';
import { engineMarker } from './parts';
import type { ViewContext } from './context';

/** Shows and hides engines everywhere. What is measured is another matter: that is in the settings. */
export function engineSwitches({ data, opened, ui, actions }: ViewContext): Child {
  const measured = data.snapshot?.options?.engines ?? [];
  if (opened === null || measured.length < 2) return null;
  const shown = engineNames.filter((engine) => measured.includes(engine));
  return h(
    'div',
    { class: 'switches', key: 'switches', role: 'group', 'aria-label': 'Engines shown' },
    h('span', { class: 'muted' }, 'Show'),
    ...shown.map((engine: EngineName) => {
      const hidden = ui.hiddenEngines.includes(engine);
      return h(
        'button',
        {
          key: engine,
          type: 'button',
          class: 'switch',
          'aria-pressed': String(!hidden),
          'data-help': `${engine}\n${engineHelp[engine]}\n${hidden ? 'Hidden in this panel.' : 'Shown in this panel.'}`,
          onclick: () => actions.changeUi({ hiddenEngines: toggled(ui.hiddenEngines, engine) }),
        },
        engineMarker(engine),
        engine,
      );
    }),
  );
}
