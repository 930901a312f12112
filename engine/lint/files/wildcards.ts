/**
 * Patterns of paths with wildcards, matched in time that grows with pattern times path and no faster. Comparisons
 * count as steps of the running budget.
 */
import { BudgetSpent, isSpent, spend } from '../../platform/budget';
import { characterClass, type CharacterTest } from './characterClass';

/** A wildcard segment that stands for any number of folders. */
const anyFolders: unique symbol = Symbol('**');
const anyCharacters: unique symbol = Symbol('*');
const oneCharacter: unique symbol = Symbol('?');

/** A string is one character that stands for itself. */
type Token = string | CharacterTest | typeof anyCharacters | typeof oneCharacter;
/** One segment of a pattern: a name, the tokens of a wildcard name, or any folders. */
export type Segment = string | Sequence<Token> | typeof anyFolders;
/** The segments of a pattern between its slashes. */
export type PathPattern = Sequence<Segment>;

/** Pieces of a pattern; gaps match any number of items. */
interface Sequence<Piece> {
  readonly pieces: readonly Piece[];
  /** The last gap's index; -1 if there is none. */
  readonly lastGap: number;
  /** Items that the pieces other than gaps stand for. */
  readonly least: number;
}

function sequenceOf<Piece>(pieces: readonly Piece[], gap: Piece): Sequence<Piece> {
  const least = pieces.filter((piece) => piece !== gap).length;
  return { pieces, lastGap: pieces.lastIndexOf(gap), least };
}

const stepsAtOnce = 256;

export interface SegmentSyntax {
  /** What a `[` without its `]` does: it stands for itself, or the pattern matches nothing. */
  readonly openBracket: 'literal' | 'nothing';
}

/** What a pattern means; null if it matches nothing. */
export function pathPattern(pattern: string, syntax: SegmentSyntax): PathPattern | null {
  const segments: Segment[] = [];
  for (const text of pattern.split('/')) {
    const segment = segmentOf(text, syntax);
    if (segment === null) return null;
    // Neighbouring `**` are one, so that each start of the rest is tried once.
    if (segment !== anyFolders || segments.at(-1) !== anyFolders) segments.push(segment);
  }
  return sequenceOf<Segment>(segments, anyFolders);
}

/** A pattern that ends in any folders, but matches at least one name in their place. */
export function withNameAtEnd({ pieces }: PathPattern): PathPattern {
  const anyName = sequenceOf<Token>([anyCharacters], anyCharacters);
  return sequenceOf<Segment>([...pieces, anyName], anyFolders);
}

export function endsInAnyFolders({ pieces }: PathPattern): boolean {
  return pieces.length > 1 && pieces.at(-1) === anyFolders;
}

/** Whether a segment ends in `*`. */
export function endsInAnyCharacters(segment: Segment | undefined): boolean {
  return typeof segment === 'object' && segment.pieces.at(-1) === anyCharacters;
}

/** The only path that a pattern without wildcards matches; null for one with wildcards. */
export function onlyPath({ pieces }: PathPattern): string | null {
  const names = pieces.filter((segment) => typeof segment === 'string');
  return names.length === pieces.length ? names.join('/') : null;
}

/** Whether a pattern matches a path from its first name to its last; null if the running budget is spent. */
export function matchesPath(pattern: PathPattern, names: readonly string[]): boolean | null {
  // Asked first: each of thousands of patterns would throw else.
  if (isSpent()) return null;
  try {
    return matchesAll(pattern, anyFolders, names, matchesName);
  } catch (error) {
    if (error instanceof BudgetSpent) return null;
    throw error;
  }
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
 * Whether pieces of a pattern match items one by one, with `gap` for any number of items. The end comes first, since most
 * names that do not match differ there. Before it only the last gap is ever widened: whatever an earlier one could give
 * up, the last one can take as well. So nothing is tried twice.
 */
function matchesAll<Piece, Item>(
  { pieces, lastGap, least }: Sequence<Piece>,
  gap: Piece,
  items: ArrayLike<Item>,
  matches: (piece: Piece, item: Item) => boolean,
): boolean {
  spend();
  if (items.length < least || (lastGap < 0 && items.length > least)) return false;
  const shift = items.length - pieces.length;
  let tail = pieces.length - 1;
  for (; tail > lastGap; tail -= 1) {
    const wanted = pieces[tail];
    const item = items[tail + shift];
    if (wanted === undefined || item === undefined || !matches(wanted, item)) break;
  }
  spend(pieces.length - tail);
  if (tail > lastGap) return false;
  const end = lastGap + 1 + shift;
  let piece = 0;
  let index = 0;
  let afterGap = -1;
  let gapEnd = 0;
  let steps = 0;
  while (piece < lastGap) {
    // One by one would take longer than the comparisons.
    if (++steps % stepsAtOnce === 0) spend(stepsAtOnce);
    const wanted = pieces[piece];
    const item = items[index];
    if (wanted === gap) {
      piece += 1;
      afterGap = piece;
      gapEnd = index;
    } else if (index < end && wanted !== undefined && item !== undefined && matches(wanted, item)) {
      piece += 1;
      index += 1;
    } else if (afterGap >= 0 && gapEnd < end) {
      piece = afterGap;
      gapEnd += 1;
      index = gapEnd;
    } else {
      break;
    }
  }
  spend(steps % stepsAtOnce);
  return piece >= lastGap;
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
  return nameOf(tokens) ?? sequenceOf<Token>(tokens, anyCharacters);
}

/** The name that tokens spell; null if a wildcard is among them. */
function nameOf(tokens: readonly Token[]): string | null {
  const characters = tokens.filter((token) => typeof token === 'string');
  return characters.length === tokens.length ? characters.join('') : null;
}
