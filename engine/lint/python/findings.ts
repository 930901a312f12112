import path from 'node:path';
import type { Finding, Fix, RelatedPlace } from '../finding';
import type { RuleMatch, FixContext, Node, PythonSource } from './ruleMatch';
import type { FileCheck } from './checkFile';
import { callsOf } from './fixes/calls';
import { pythonFixes } from './fixes/index';
import { perTree } from './fixes/perTree';
import { wordsIn } from './flow/mixing';
import { fixBudget, limitOf } from './limits';
import type { Direct, MixingSite } from './flow/observations';
import type { Origin, SlotReference } from './flow/value';
import { defaultMessage, initialSeverity, initialVerdict, quoted, verdictOf } from './rules';
import { Escapes } from './escapes';
import { isErrorHandled } from './handledErrors';
import { OtherUses } from './otherUses';
import { PossibleNumbers, type CheckedFile } from './possibleNumbers';
import { startNames } from './startNames';
import type { FlatTree } from './tree';
import type { PythonProject } from './pythonProject';

type Source = PythonSource & { readonly tree: FlatTree };

/** A place where a float is mixed with a ledger value, in this file or another one. */
interface FoundMixing {
  readonly source: Source;
  readonly site: MixingSite;
}

/** What is found in a file, in order of place. It comes in steps, between which other work may run. */
export function* findingsOf(
  workspace: PythonProject,
  file: string,
): Generator<undefined, readonly Finding[], undefined> {
  const check = workspace.check(file);
  if (check === null) return [];
  return yield* new Assembly(workspace, file, check).findings();
}

class Assembly {
  private readonly source: Source;
  private readonly context: FixContext;
  /** What was seen in the files that have a name, by the name. */
  private readonly checks = new Map<string, readonly (readonly [file: string, check: FileCheck])[]>();
  private readonly sortedMeetings = new Map<string, readonly FoundMixing[]>();
  private readonly otherUses: OtherUses;
  private readonly checked: CheckedFile;
  private readonly numbers: PossibleNumbers;
  private readonly escapes: Escapes;
  private readonly fixBudget = fixBudget();
  /** Whether a fix needed more steps than were left: later findings of the file get none. */
  private isOutOfFixes = false;

  constructor(
    private readonly workspace: PythonProject,
    file: string,
    private readonly check: FileCheck,
  ) {
    this.source = workspace.source(file);
    this.otherUses = new OtherUses(this.source.tree, check, {
      checksMentioning: (name) => this.checksMentioning(name),
      sourcesMentioning: (name) => this.sourcesMentioning(name),
    });
    this.checked = { source: this.source, check };
    const filesMentioning = (name: string): CheckedFile[] =>
      this.checksMentioning(name).map(([mentioning, found]) => ({
        source: workspace.source(mentioning),
        check: found,
      }));
    this.numbers = new PossibleNumbers(filesMentioning);
    this.escapes = new Escapes(this.checked, this.numbers, filesMentioning);
    this.context = {
      source: this.source,
      isLedger: (expression) => check.ledger.has(expression),
      callsOf: (definition) => callsOf(definition, this.source, (name) => this.sourcesWith(name)),
    };
  }

  private sourcesWith(name: string): Source[] | null {
    const sources = this.sourcesMentioning(name);
    return sources.some(({ tree }) => tree.gap !== null) ? null : sources;
  }

  private sourcesMentioning(name: string): Source[] {
    return this.workspace.mentioning(name).map((file) => this.workspace.source(file));
  }

  *findings(): Generator<undefined, Finding[], undefined> {
    yield* this.prepareChecks();
    const found = yield* this.initialFindings();
    for (const direct of this.check.direct) {
      found.push(this.directFinding(direct));
      yield;
    }
    const unique = new Map<string, Finding>();
    for (const finding of found) {
      const key = `${finding.rule} ${finding.range.start} ${finding.range.end}`;
      if (!unique.has(key)) unique.set(key, finding);
    }
    return [...unique.values()].sort(
      (one, other) =>
        one.range.start - other.range.start ||
        one.range.end - other.range.end ||
        (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0),
    );
  }

  /** Goes through the files that have the name of a slot in which a float starts, one at a time. */
  private *prepareChecks(): Generator<undefined, void, undefined> {
    for (const name of new Set(this.check.starts.map(({ reference }) => nameOfSlot(reference.slot)))) {
      for (const file of this.workspace.mentioning(name)) {
        this.workspace.check(file);
        yield;
      }
    }
  }

  private *initialFindings(): Generator<undefined, Finding[], undefined> {
    const mixings = new Map<Node, { origin: Origin; found: FoundMixing[] }>();
    const add = (origin: Origin, found: readonly FoundMixing[]): void => {
      if (found.length === 0) return;
      const known = mixings.get(origin.literal) ?? { origin, found: [] };
      known.found.push(...found);
      mixings.set(origin.literal, known);
    };
    for (const { origin, sites } of this.check.mixed)
      add(
        origin,
        sites.map((site) => ({ source: this.source, site })),
      );
    for (const { origin, reference } of this.check.starts) add(origin, this.slotMixings(origin, reference));
    const findings: Finding[] = [];
    for (const { origin, found } of mixings.values()) {
      findings.push(this.initialFinding(origin, found));
      yield;
    }
    return findings;
  }

  /** The first places at which what starts here meets a ledger value, in any file that has the slot's name. */
  private slotMixings(origin: Origin, reference: SlotReference): FoundMixing[] {
    const first = new Map<string, FoundMixing>();
    for (const mixing of this.mixingsAt(reference)) {
      const { source, site } = mixing;
      if (source.path === this.source.path && site.expression === origin.literal) continue;
      const place = `${source.path} ${source.tree.start(site.expression)}`;
      if (!first.has(place)) first.set(place, mixing);
      if (first.size === mostRelated) break;
    }
    return [...first.values()];
  }

  /** In the order of a finding. Many values may start in one slot, so the places are sorted once. */
  private mixingsAt(reference: SlotReference): readonly FoundMixing[] {
    const { slot, item } = reference;
    const key = `${slot} ${item === undefined ? 'whole' : JSON.stringify(item)}`;
    let found = this.sortedMeetings.get(key);
    if (found === undefined) {
      found = this.checksMentioning(nameOfSlot(slot))
        .flatMap(([file, check]) => {
          const fitting = (check.slotMixings.get(slot) ?? []).filter((mixing) =>
            isSameElement(reference, mixing.reference),
          );
          return fitting.map(({ site }) => ({ source: this.workspace.source(file), site }));
        })
        .sort((one, other) => this.compare(one, other));
      this.sortedMeetings.set(key, found);
    }
    return found;
  }

  private checksMentioning(name: string): readonly (readonly [file: string, check: FileCheck])[] {
    let found = this.checks.get(name);
    if (found === undefined) {
      found = this.workspace.mentioning(name).flatMap((file) => {
        const check = this.workspace.check(file);
        return check === null ? [] : [[file, check] as const];
      });
      this.checks.set(name, found);
    }
    return found;
  }

  private initialFinding(origin: Origin, found: readonly FoundMixing[]): Finding {
    const sorted = [...found].sort((one, other) => this.compare(one, other));
    const [first] = sorted;
    if (first === undefined) throw new Error('A finding needs a mixing site');
    const { tree } = this.source;
    const literal = quoted(tree, origin.literal);
    const expression = quoted(first.source.tree, first.site.expression);
    const name = origin.name === '' ? expression : origin.name;
    const isInitial = origin.rule === 'DB001';
    const ledgerType = this.ledgerType(first);
    const match: RuleMatch = isInitial
      ? {
          rule: 'DB001',
          literal: origin.literal,
          target: origin.target,
          ledgerType,
          mixedWith: { source: first.source, expression: first.site.expression },
        }
      : { rule: 'DB002', literal: origin.literal, ledgerType };
    return {
      rule: origin.rule,
      severity: isInitial ? initialSeverity(first.site.strength) : 'warning',
      message: isInitial
        ? initialVerdict(tree, {
            name,
            literal: origin.literal,
            expression,
            where: this.where(first),
            ledgerType,
          })
        : defaultMessage(literal, name),
      path: this.source.path,
      range: rangeOf(tree, origin.literal),
      related: this.related(sorted),
      fixes: this.fixes(match),
    };
  }

  /** The worst mixing site first, those of this file before others, and then by place. */
  private compare(one: FoundMixing, other: FoundMixing): number {
    const rank = ({ source, site }: FoundMixing): number =>
      (site.strength === 'arithmetic' ? 0 : 2) + (source.path === this.source.path ? 0 : 1);
    const place = ({ source, site }: FoundMixing): number => source.tree.start(site.expression);
    if (rank(one) !== rank(other)) return rank(one) - rank(other);
    if (one.source.path !== other.source.path) return one.source.path < other.source.path ? -1 : 1;
    return place(one) - place(other);
  }

  private where({ source, site }: FoundMixing): string {
    const line = lineAt(source, source.tree.start(site.expression));
    return source.path === this.source.path
      ? `line ${line}`
      : `line ${line} of ${path.basename(source.path)}`;
  }

  private related(found: readonly FoundMixing[]): RelatedPlace[] {
    const places = new Map<string, RelatedPlace>();
    for (const { source, site } of found) {
      const range = rangeOf(source.tree, site.expression);
      const key = `${source.path} ${range.start}`;
      const message = `meets the ledger value \`${quoted(source.tree, site.expression)}\` here`;
      if (!places.has(key)) places.set(key, { path: source.path, range, message });
      if (places.size === mostRelated) break;
    }
    return [...places.values()];
  }

  private ledgerType({ source, site }: FoundMixing): string {
    return this.workspace.check(source.path)?.ledger.get(site.expression) ?? 'Decimal';
  }

  private directFinding(direct: Direct): Finding {
    const { tree, path: file } = this.source;
    const { severity, message, node, related } = verdictOf(tree, direct);
    const match = this.matchOf(direct);
    return {
      rule: direct.rule,
      severity,
      message,
      path: file,
      range: rangeOf(tree, node),
      related:
        related === null
          ? []
          : [{ path: file, range: rangeOf(tree, related.node), message: related.message }],
      fixes: this.fixes(match, direct),
    };
  }

  /** None if the file was not analysed as a whole: a fix relies on what it does not see. */
  private fixes(match: RuleMatch, direct?: Direct): Fix[] {
    if (this.isOutOfFixes || this.source.tree.gap !== null || this.workspace.limit(this.source.path) !== null)
      return [];
    try {
      return this.fixBudget.run(() => this.judged(pythonFixes(match, this.context), match, direct));
    } catch (error) {
      limitOf(error);
      this.isOutOfFixes = true;
      return [];
    }
  }

  /** The fixes; all of them can change what the program does if one of its other uses may need the float. */
  private judged(fixes: Fix[], match: RuleMatch, direct: Direct | undefined): Fix[] {
    if (fixes.every(({ changesValue }) => changesValue)) return fixes;
    if (!this.isErrorHandled(match) && !this.isNeededAsFloat(match, direct)) return fixes;
    return fixes.map((fix) => ({ ...fix, changesValue: true, breaksOtherUse: true }));
  }

  private isErrorHandled(match: RuleMatch): boolean {
    const { tree } = this.source;
    const isStart = match.rule === 'DB001' || match.rule === 'DB002';
    const names = isStart ? startNames(match.literal, tree) : [];
    return isErrorHandled(tree, placeOf(match), names, (name) => this.sourcesMentioning(name));
  }

  private isNeededAsFloat(match: RuleMatch, direct: Direct | undefined): boolean {
    switch (match.rule) {
      case 'DB001':
      case 'DB002':
        return this.otherUses.isLiteralMixed(match.literal) || this.escapes.escapes(match.literal);
      case 'DB004':
        return direct?.rule === 'DB004' && this.numbers.mayBeNumber(direct.mixedWith, this.checked);
      case 'DB006': {
        // The other operand is a Decimal by its declaration, and a float as long as it starts as one.
        if (direct?.rule !== 'DB006' || this.numbers.mayBeNumber(direct.ledger, this.checked)) return true;
        const words = wordsIn(direct.ledger, this.source.tree);
        return this.otherUses.isMixed(words.filter((word) => this.otherUses.startsAsFloat(word)));
      }
      default:
        return false;
    }
  }

  private matchOf(direct: Direct): RuleMatch {
    const typeOf = (node: Node): string => this.check.ledger.get(node) ?? 'Decimal';
    switch (direct.rule) {
      case 'DB002':
        return { rule: 'DB002', literal: direct.literal, ledgerType: typeOf(direct.mixedWith) };
      case 'DB003':
        return { rule: 'DB003', call: direct.call };
      case 'DB004':
        return { rule: 'DB004', call: direct.call, other: direct.other };
      case 'DB005':
        return { rule: 'DB005', literal: direct.literal, ledgerType: typeOf(direct.ledger) };
      case 'DB006':
        return { rule: 'DB006', operand: direct.operand, ledgerType: typeOf(direct.ledger) };
      case 'DB007':
        return { rule: 'DB007', call: direct.call };
      case 'DB008':
        return { rule: 'DB008', change: direct.change };
    }
  }
}

const mostRelated = 5;

const lineEndsIn = perTree(({ text }: PythonSource): readonly number[] => {
  const ends: number[] = [];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) ends.push(end);
  return ends;
});

/** The line of an offset, from 1. */
function lineAt(source: PythonSource, offset: number): number {
  const ends = lineEndsIn(source);
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** The expression that a fix of the finding replaces or changes. */
function placeOf(match: RuleMatch): Node {
  switch (match.rule) {
    case 'DB001':
    case 'DB002':
    case 'DB005':
      return match.literal;
    case 'DB006':
      return match.operand;
    case 'DB008':
      return match.change;
    default:
      return match.call;
  }
}

function rangeOf(tree: FlatTree, node: Node): Finding['range'] {
  return { start: tree.start(node), end: tree.end(node) };
}

/** A start of one element is met where that element, or any one, is read. */
function nameOfSlot(slot: string): string {
  return slot.slice(slot.lastIndexOf('.') + 1);
}

function isSameElement(start: SlotReference, mixed: SlotReference): boolean {
  if (start.item === undefined || mixed.item === undefined) return start.item === mixed.item;
  return start.item === null || mixed.item === null || start.item === mixed.item;
}
