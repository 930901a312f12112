import { color as parsed } from 'chart.js/helpers';
import type { EngineName } from '../engine/protocol/vocabulary';

/** What a canvas needs of the editor's theme; everything else is styled by CSS variables. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  /** Between launches: a little more to be seen than the grid. */
  readonly separator: string;
  readonly target: string;
  /** Where something is too slow. */
  readonly failure: string;
  readonly highContrast: boolean;
  readonly engines: Readonly<Record<EngineName, string>>;
  readonly font: string;
  /** Pixels. */
  readonly fontSize: number;
}

/** Reads the theme as it is now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const foreground = color('--vscode-foreground', '#808080');
  const highContrast = document.body.className.includes('vscode-high-contrast');
  return {
    background: color('--vscode-editor-background', '#000000'),
    foreground,
    muted: highContrast ? foreground : color('--vscode-descriptionForeground', foreground),
    // In high contrast the border's colour is as strong as the data: lines behind them must be weaker.
    grid: highContrast ? faded(foreground, 0.3) : color('--vscode-panel-border', '#80808040'),
    separator: color('--vscode-charts-lines', faded(foreground, 0.5)),
    target: color('--vscode-charts-yellow', foreground),
    failure: color('--vscode-testing-iconFailed', foreground),
    highContrast,
    engines: {
      float: solid(color('--vscode-charts-orange', foreground)),
      'decimal.js': solid(color('--vscode-charts-red', foreground)),
      'native-float': solid(color('--vscode-charts-purple', foreground)),
      native: solid(color('--vscode-charts-blue', foreground)),
    },
    font: color('--vscode-font-family', 'sans-serif'),
    fontSize: Number.parseFloat(color('--vscode-font-size', '13px')) || 13,
  };
}

function faded(color: string, alpha: number): string {
  return parsed(color).alpha(alpha).rgbString();
}

/** Some themes let the charts' colours shine through, which leaves little of them on a dark ground. */
function solid(color: string): string {
  return faded(color, 1);
}

/** Calls back whenever the editor changes its theme or font: it rewrites the body's class and the root's variables. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}
