import { spend } from '../../../platform/budget';
import type { Value } from './value';

/**
 * What names and paths such as `self.x` or `totals[key]` hold at a point of the flow. A branch writes into an overlay
 * of its own, so that joining branches costs as much as they have written.
 */
export class Environment {
  readonly #values = new Map<string, Value | null>();
  /** Of every name, the longer paths below it that are written here. */
  readonly #parts = new Map<string, Set<string>>();
  /** Whether the flow has left: after `return`, `raise`, `break`. */
  isLeft = false;

  constructor(readonly parent: Environment | null) {}

  get(path: string): Value | null {
    const own = this.#values.get(path);
    if (own !== undefined) return own;
    for (let at = this.parent; at !== null; at = at.parent) {
      spend();
      const value = at.#values.get(path);
      if (value !== undefined) return value;
    }
    return null;
  }

  /** Sets a path and forgets everything that was known of what it held before. */
  assign(path: string, value: Value): void {
    this.forgetParts(path);
    this.set(path, value);
  }

  /** Sets a path without touching what is known of its parts. */
  set(path: string, value: Value | null): void {
    this.#values.set(path, value);
    const name = nameOf(path);
    if (name === path) return;
    const parts = this.#parts.get(name);
    if (parts === undefined) this.#parts.set(name, new Set([path]));
    else parts.add(path);
  }

  forgetParts(path: string): void {
    for (const part of this.partsOf(path)) this.set(part, null);
  }

  /** Known paths that start at another one: of `totals`, `totals["cash"]`. */
  partsOf(path: string): Set<string> {
    const parts = new Set<string>();
    for (const at of this.upTo(null)) {
      for (const key of at.#parts.get(nameOf(path)) ?? []) {
        spend();
        if (key.length > path.length && key.startsWith(path) && /[.[]/.test(key.charAt(path.length)))
          parts.add(key);
      }
    }
    return parts;
  }

  branch(): Environment {
    return new Environment(this);
  }

  /** What was written since a point above, as a branch of that point of its own. */
  since(start: Environment): Environment {
    const copy = start.branch();
    for (const overlay of this.upTo(start).toReversed())
      for (const [path, value] of overlay.#values) {
        spend();
        copy.set(path, value);
      }
    return copy;
  }

  /** This overlay and those below it, down to a point. */
  upTo(start: Environment | null): Environment[] {
    const overlays: Environment[] = [this];
    for (let at = this.parent; at !== null && at !== start; at = at.parent) overlays.push(at);
    spend(overlays.length);
    return overlays;
  }

  /** Paths written here and not in the parent. */
  get written(): ReadonlyMap<string, Value | null> {
    return this.#values;
  }
}

function nameOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}
