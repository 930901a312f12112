import { h } from '../dom';
import type { Child } from '../dom';
import type { OverheadModel } from '../../engine/presentation/models/overhead';
import { charts, overhead } from './charts';
import { credibility, difference, engines } from './details';
import { engineSwitches } from './engineSwitches';
import { header } from './header';
import { keyList } from './keys';
import { notices } from './notices';
import { progress } from './progress';
import { empty, failed } from './states';
import { trend } from './trend';
import { scenarioTabs, verdict } from './verdict';
import type { ViewContext } from './context';

/** The whole panel, in the order it is read. */
export function panelView(context: ViewContext, overheads: OverheadModel): Child[] {
  if (context.data.snapshot === null)
    return [header(context), notices(context), empty(context), keyList(context)];
  const opened = [
    verdict(context),
    engineSwitches(context),
    overhead(overheads, context),
    charts(context),
    engines(context),
    difference(context),
    trend(context),
    credibility(context),
  ];
  const several = context.data.snapshot.scenarios.length > 1;
  return [
    header(context),
    progress(context),
    failed(context),
    notices(context),
    scenarioTabs(context),
    several
      ? h(
          'div',
          {
            id: 'opened',
            key: 'opened',
            role: 'tabpanel',
            class: 'opened',
            'aria-label': context.opened?.head.title ?? '',
          },
          ...opened,
        )
      : h('div', { id: 'opened', key: 'only', class: 'opened' }, ...opened),
    keyList(context),
  ];
}
