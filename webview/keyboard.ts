/** Keys of the whole panel: regions, cells of tables, the question before a cancel, the list of keys. */
export interface KeyActions {
  /** Esc, with no hover and no menu open. True if it did something. */
  escape(): boolean;
  showKeys(): void;
}

/** Handles what no part of the panel has handled itself. What is handled does not reach the editor's own keys. */
export function listenToKeys(actions: KeyActions): void {
  document.addEventListener('keydown', (event) => {
    if (!handled(event, actions)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) keepTabStop(target);
  });
}

function handled(event: KeyboardEvent, actions: KeyActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'F6') return moveToRegion(event.shiftKey ? -1 : 1);
  if (document.querySelector('dialog[open]') !== null) return false;
  if (event.key === 'Escape') return actions.escape();
  if (event.key === '?') {
    actions.showKeys();
    return true;
  }
  return event.target instanceof HTMLElement && moveInGrid(event.target, event.key);
}

/** False past the last region: the editor's own F6 then leads out of the panel. */
function moveToRegion(step: number): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : regions.length - 1) : here + step;
  const region = regions[next];
  region?.focus();
  return region !== undefined;
}

function moveInGrid(target: HTMLElement, key: string): boolean {
  const grid = target.closest('[role=grid]');
  const rows = grid === null ? [] : [...grid.querySelectorAll('tr')];
  const row = rows.findIndex((other) => other.contains(target));
  const column = cellsOf(rows[row]).indexOf(target);
  if (row < 0 || column < 0) return false;
  const last = cellsOf(rows[row]).length - 1;
  const places: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, last],
    PageUp: [0, column],
    PageDown: [rows.length - 1, column],
  };
  const place = places[key];
  if (place === undefined) return false;
  cellsOf(rows[place[0]])[place[1]]?.focus();
  return true;
}

/** A table is one stop of the Tab key: the cell that was visited last. */
function keepTabStop(target: HTMLElement): void {
  const grid = target.closest('[role=grid]');
  if (grid === null || target.closest('th, td') !== target) return;
  for (const stop of grid.querySelectorAll<HTMLElement>('[tabindex="0"]')) stop.tabIndex = -1;
  target.tabIndex = 0;
}

function cellsOf(row: Element | undefined): HTMLElement[] {
  return row === undefined ? [] : [...row.querySelectorAll<HTMLElement>('th, td')];
}
