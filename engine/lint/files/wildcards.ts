/** Patterns of paths with wildcards, matched in time that grows with pattern times path and no faster. */
import { characterClass, type CharacterTest } from './characterClass';

/** A wildcard segment that stands for any number of folders. */
export const anyFolders: unique symbol = Symbol('**');
const anyCharacters: unique symbol = Symbol('*');
const oneCharacter: unique symbol = Symbol('?');

/** A string is one character that stands for itself. */
type Token = string | CharacterTest | typeof anyCharacters | typeof oneCharacter;
/** One segment of a pattern: a name, the tokens of a wildcard name, or any folders. */
export type Segment = string | readonly Token[] | typeof anyFolders;

export interface SegmentSyntax {
  /** What a `[` without its `]` does: it stands for itself, or the pattern matches nothing. */
  readonly openBracket: 'literal' | 'nothing';
}

/** The segments of a pattern between its slashes; null if it matches nothing. */
export function segmentsOf(pattern: string, syntax: SegmentSyntax): Segment[] | null {
  const segments: Segment[] = [];
  for (const text of pattern.split('/')) {
    const segment = segmentOf(text, syntax);
    if (segment === null) return null;
    // Neighbouring `**` are one, so that each start of the rest is tried once.
    if (segment !== anyFolders || segments.at(-1) !== anyFolders) segments.push(segment);
  }
  return segments;
}

/** Segments that end in any folders, but match at least one name in their place. */
export function withNameAtEnd(segments: readonly Segment[]): readonly Segment[] {
  return [...segments, [anyCharacters]];
}

export function endsInAnyFolders(segments: readonly Segment[]): boolean {
  return segments.length > 1 && segments.at(-1) === anyFolders;
}

/** Whether a segment ends in `*`. */
export function endsInAnyCharacters(segment: Segment | undefined): boolean {
  return typeof segment === 'object' && segment.at(-1) === anyCharacters;
}

/** Whether all segments are names, so that the pattern matches one path only. */
export function areNames(segments: readonly Segment[]): segments is readonly string[] {
  return segments.every((segment) => typeof segment === 'string');
}

/** Whether segments match a path from its first name to its last. */
export function matchesPath(segments: readonly Segment[], names: readonly string[]): boolean {
  return matchesAll(segments, anyFolders, names, matchesName);
}

function matchesName(segment: Segment, name: string): boolean {
  if (typeof segment === 'string') return segment === name;
  if (segment === anyFolders) return true;
  return matchesAll(segment, anyCharacters, name, matchesCharacter);
}

function matchesCharacter(token: Token, character: string): boolean {
  if (typeof token === 'string') return token === character;
  return typeof token === 'symbol' || token(character.charCodeAt(0));
}

/**
 * Whether pieces of a pattern match items one by one, with `gap` for any number of items. Only the last gap is ever
 * widened: whatever an earlier one could give up, the last one can take as well. So nothing is tried twice.
 */
function matchesAll<Piece, Item>(
  pieces: readonly Piece[],
  gap: Piece,
  items: ArrayLike<Item>,
  matches: (piece: Piece, item: Item) => boolean,
): boolean {
  let piece = 0;
  let index = 0;
  let afterGap = -1;
  let gapEnd = 0;
  for (let item = items[0]; item !== undefined; item = items[index]) {
    const current = pieces[piece];
    if (current === gap) {
      piece += 1;
      afterGap = piece;
      gapEnd = index;
    } else if (current !== undefined && matches(current, item)) {
      piece += 1;
      index += 1;
    } else if (afterGap >= 0) {
      piece = afterGap;
      gapEnd += 1;
      index = gapEnd;
    } else {
      return false;
    }
  }
  while (pieces[piece] === gap) piece += 1;
  return piece === pieces.length;
}

function segmentOf(text: string, { openBracket }: SegmentSyntax): Segment | null {
  if (text === '**') return anyFolders;
  if (!/[*?[\\]/.test(text)) return text;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '*') {
      if (tokens.at(-1) !== anyCharacters) tokens.push(anyCharacters);
    } else if (character === '?') {
      tokens.push(oneCharacter);
    } else if (character === '[') {
      const found = characterClass(text, at);
      if (found === null && openBracket === 'nothing') return null;
      tokens.push(found === null ? character : found.test);
      if (found !== null) at = found.end;
    } else {
      if (character === '\\') at += 1;
      if (at < text.length) tokens.push(text.charAt(at));
    }
  }
  return nameOf(tokens) ?? tokens;
}

/** The name that tokens spell; null if a wildcard is among them. */
function nameOf(tokens: readonly Token[]): string | null {
  const characters = tokens.filter((token) => typeof token === 'string');
  return characters.length === tokens.length ? characters.join('') : null;
}
