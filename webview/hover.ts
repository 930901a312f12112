/**
 * One hover for all figures: shown for the pointer and for the keyboard's focus alike, hidden with Escape. An element
 * asks for it with `data-help`; its first line says what the figure is, the others how it was computed.
 */
const margin = 6;

export class Hover {
  readonly #element = document.createElement('div');
  #described: Element | null = null;

  constructor() {
    this.#element.id = 'hover';
    this.#element.setAttribute('role', 'tooltip');
    this.#element.hidden = true;
    document.body.append(this.#element);
    document.addEventListener('mouseover', ({ target }) => this.#follow(target));
    document.addEventListener('focusin', ({ target }) => this.#follow(target));
    document.addEventListener('focusout', () => this.hide());
    document.addEventListener('scroll', () => this.hide(), { capture: true, passive: true });
  }

  get visible(): boolean {
    return !this.#element.hidden;
  }

  /** Beside a rectangle, in pixels of the window. */
  showAt(box: DOMRect, text: string): void {
    const lines = text.split('\n').map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    });
    this.#element.replaceChildren(...lines);
    this.#element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.#element;
    const below = box.bottom + margin + height <= window.innerHeight;
    const left = Math.min(Math.max(margin, box.left), Math.max(margin, window.innerWidth - width - margin));
    this.#element.style.left = `${left}px`;
    this.#element.style.top = `${below ? box.bottom + margin : Math.max(margin, box.top - margin - height)}px`;
  }

  hide(): void {
    this.#element.hidden = true;
    this.#described?.removeAttribute('aria-describedby');
    this.#described = null;
  }

  #follow(target: EventTarget | null): void {
    if (!(target instanceof Element) || this.#element.contains(target)) return;
    const asking = target.closest('[data-help]');
    if (asking === this.#described) return;
    // A chart shows the hover for its own points.
    if (asking === null && target.closest('.chart') !== null) return;
    this.hide();
    const text = asking?.getAttribute('data-help') ?? '';
    if (asking === null || text === '') return;
    this.showAt(asking.getBoundingClientRect(), text);
    asking.setAttribute('aria-describedby', this.#element.id);
    this.#described = asking;
  }
}
