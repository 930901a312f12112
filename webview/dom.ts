/**
 * A small patching helper. Views describe elements as plain data; `patch` changes the document to match, and keeps
 * what is already there: focus, scroll position and canvases survive. Text enters as text nodes only.
 */

export type Listener = (event: Event) => void;
export type Attribute = string | number | boolean | null | Listener;
export type Attributes = Readonly<Record<string, Attribute>>;

export interface ElementDescription {
  readonly tag: string;
  /** `key` identifies an element among siblings, `on…` listens, `style:name` sets one style property, the rest are attributes. */
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

/** Null is nothing; an `Element` is put in as it is, and its own content is left alone. */
export type Child = ElementDescription | Element | string | null;

export function h(tag: string, attributes: Attributes, ...children: readonly Child[]): ElementDescription {
  return { tag, attributes, children };
}

/** Makes the children of `host` what `children` describes. */
export function patch(host: Element, children: readonly Child[]): void {
  const wanted = children.filter((child) => child !== null);
  const reusable = new Set<ChildNode>(host.childNodes);
  const keyed = new Map<string, Element>();
  for (const node of host.childNodes) {
    const key = node instanceof Element ? described.get(node)?.attributes['key'] : undefined;
    if (typeof key === 'string' && node instanceof Element) keyed.set(key, node);
  }
  let place: ChildNode | null = host.firstChild;
  for (const child of wanted) {
    const node = nodeFor(child, place, reusable, keyed);
    reusable.delete(node);
    if (node === place) place = place.nextSibling;
    else host.insertBefore(node, place);
  }
  for (const node of reusable) node.remove();
}

const described = new WeakMap<Element, ElementDescription>();

function nodeFor(
  child: Exclude<Child, null>,
  place: ChildNode | null,
  reusable: ReadonlySet<ChildNode>,
  keyed: ReadonlyMap<string, Element>,
): ChildNode {
  if (child instanceof Element) return child;
  const here = place !== null && reusable.has(place) ? place : null;
  if (typeof child === 'string') {
    if (!(here instanceof Text)) return document.createTextNode(child);
    if (here.data !== child) here.data = child;
    return here;
  }
  const { key } = child.attributes;
  const candidate = typeof key === 'string' ? keyed.get(key) : here;
  const element = canBecome(candidate, child) ? candidate : document.createElement(child.tag);
  update(element, child);
  return element;
}

function canBecome(node: ChildNode | null | undefined, child: ElementDescription): node is Element {
  if (!(node instanceof Element)) return false;
  const before = described.get(node);
  return before?.tag === child.tag && before.attributes['key'] === child.attributes['key'];
}

function update(element: Element, next: ElementDescription): void {
  const before = described.get(element)?.attributes ?? {};
  described.set(element, next);
  for (const name of Object.keys(before)) if (!(name in next.attributes)) setAttribute(element, name, null);
  for (const [name, value] of Object.entries(next.attributes)) {
    if (before[name] !== value) setAttribute(element, name, value);
  }
  patch(element, next.children);
}

function setAttribute(element: Element, name: string, value: Attribute): void {
  if (name === 'key') return;
  if (name.startsWith('on')) {
    listen(element, name.slice(2));
  } else if (name.startsWith('style:') && element instanceof HTMLElement) {
    element.style.setProperty(name.slice('style:'.length), value === null ? null : String(value));
  } else if (value === null || value === false) {
    element.removeAttribute(name);
  } else if (typeof value !== 'function') {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

const listening = new WeakMap<Element, Set<string>>();

/** One listener a type and element for good; it looks up the handler that the last description named. */
function listen(element: Element, type: string): void {
  const types = listening.get(element) ?? new Set();
  if (types.has(type)) return;
  listening.set(element, types.add(type));
  element.addEventListener(type, (event) => {
    const handler = described.get(element)?.attributes[`on${type}`];
    if (typeof handler === 'function') handler(event);
  });
}
