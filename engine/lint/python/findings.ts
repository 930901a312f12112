import type { Finding, Fix, RelatedPlace } from '../finding';
import type { FileCheck } from './checkFile';
import { Escapes } from './escapes';
import { callsOf } from './fixes/calls';
import type { FixContext } from './fixes/fixContext';
import { wordsIn } from './flow/mixing';
import type { MixingSite } from './flow/observations';
import type { Origin, SlotReference } from './flow/value';
import { isErrorHandled } from './handledErrors';
import { fixBudget, limitOf } from './limits';
import { OtherUses } from './otherUses';
import { PossibleNumbers, type CheckedFile } from './possibleNumbers';
import type { PythonProject } from './pythonProject';
import type { PythonRule, RuleEvidence, ValueUses } from './rule';
import { pythonRules, type EvidenceOf } from './rules';
import type { Meeting, StartEvidence } from './startEvidence';
import type { Node } from './syntaxTree';
import type { FlatTree, ParsedSource } from './tree';

/** A place where a float is mixed with a ledger value, in this file or another one. */
interface FoundMixing {
  readonly source: ParsedSource;
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
  readonly #workspace: PythonProject;
  readonly #check: FileCheck;
  readonly #source: ParsedSource;
  readonly #context: FixContext;
  readonly #uses: ValueUses;
  /** What was seen in the files that have a name, by the name. */
  readonly #checks = new Map<string, readonly (readonly [file: string, check: FileCheck])[]>();
  readonly #sortedMixings = new Map<string, readonly FoundMixing[]>();
  readonly #fixBudget = fixBudget();
  /** Whether a fix needed more steps than were left: later findings of the file get none. */
  #isOutOfFixes = false;

  constructor(workspace: PythonProject, file: string, check: FileCheck) {
    this.#workspace = workspace;
    this.#check = check;
    this.#source = workspace.source(file);
    this.#uses = this.#valueUses();
    this.#context = {
      source: this.#source,
      isLedger: (expression) => check.ledger.has(expression),
      ledgerType: (expression) => check.ledger.get(expression) ?? 'Decimal',
      callsOf: (definition) => callsOf(definition, this.#source, (name) => this.#sourcesWith(name)),
    };
  }

  #valueUses(): ValueUses {
    const otherUses = new OtherUses(this.#source.tree, this.#check, {
      checksMentioning: (name) => this.#checksMentioning(name),
      sourcesMentioning: (name) => this.#sourcesMentioning(name),
    });
    const filesMentioning = (name: string): CheckedFile[] =>
      this.#checksMentioning(name).map(([file, check]) => ({ source: this.#workspace.source(file), check }));
    const checked = { source: this.#source, check: this.#check };
    const numbers = new PossibleNumbers(filesMentioning);
    const escapes = new Escapes(checked, numbers, filesMentioning);
    return {
      isLiteralNeeded: (literal) => otherUses.isLiteralMixed(literal) || escapes.escapes(literal),
      mayBeNumber: (expression) => numbers.mayBeNumber(expression, checked),
      isFloatStartMixed: (expression) => {
        const words = wordsIn(expression, this.#source.tree);
        return otherUses.isMixed(words.filter((word) => otherUses.startsAsFloat(word)));
      },
    };
  }

  #sourcesWith(name: string): ParsedSource[] | null {
    const sources = this.#sourcesMentioning(name);
    return sources.some(({ tree }) => tree.gap !== null) ? null : sources;
  }

  #sourcesMentioning(name: string): ParsedSource[] {
    return this.#workspace.mentioning(name).map((file) => this.#workspace.source(file));
  }

  *findings(): Generator<undefined, Finding[], undefined> {
    yield* this.#prepareChecks();
    const found = yield* this.#startFindings();
    for (const evidence of this.#check.evidence) {
      found.push(this.#finding(evidence.rule, evidence));
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
  *#prepareChecks(): Generator<undefined, void, undefined> {
    for (const name of new Set(this.#check.starts.map(({ reference }) => nameOfSlot(reference.slot)))) {
      for (const file of this.#workspace.mentioning(name)) {
        this.#workspace.check(file);
        yield;
      }
    }
  }

  *#startFindings(): Generator<undefined, Finding[], undefined> {
    const mixings = new Map<Node, { origin: Origin; found: FoundMixing[] }>();
    const add = (origin: Origin, found: readonly FoundMixing[]): void => {
      if (found.length === 0) return;
      const known = mixings.get(origin.literal) ?? { origin, found: [] };
      known.found.push(...found);
      mixings.set(origin.literal, known);
    };
    for (const { origin, sites } of this.#check.mixed)
      add(
        origin,
        sites.map((site) => ({ source: this.#source, site })),
      );
    for (const { origin, reference } of this.#check.starts) add(origin, this.#slotMixings(origin, reference));
    const findings: Finding[] = [];
    for (const { origin, found } of mixings.values()) {
      findings.push(this.#finding(origin.rule, this.#startEvidence(origin, found)));
      yield;
    }
    return findings;
  }

  /** The first places at which what starts here meets a ledger value, in any file that has the slot's name. */
  #slotMixings(origin: Origin, reference: SlotReference): FoundMixing[] {
    const first = new Map<string, FoundMixing>();
    for (const mixing of this.#mixingsAt(reference)) {
      const { source, site } = mixing;
      if (source.path === this.#source.path && site.expression === origin.literal) continue;
      const place = `${source.path} ${source.tree.start(site.expression)}`;
      if (!first.has(place)) first.set(place, mixing);
      if (first.size === mostRelated) break;
    }
    return [...first.values()];
  }

  /** In the order of a finding. Many values may start in one slot, so the places are sorted once. */
  #mixingsAt(reference: SlotReference): readonly FoundMixing[] {
    const { slot, item } = reference;
    const key = `${slot} ${item === undefined ? 'whole' : JSON.stringify(item)}`;
    let found = this.#sortedMixings.get(key);
    if (found === undefined) {
      found = this.#checksMentioning(nameOfSlot(slot))
        .flatMap(([file, check]) => {
          const fitting = (check.slotMixings.get(slot) ?? []).filter((mixing) =>
            isSameElement(reference, mixing.reference),
          );
          return fitting.map(({ site }) => ({ source: this.#workspace.source(file), site }));
        })
        .sort((one, other) => this.#compare(one, other));
      this.#sortedMixings.set(key, found);
    }
    return found;
  }

  #checksMentioning(name: string): readonly (readonly [file: string, check: FileCheck])[] {
    let found = this.#checks.get(name);
    if (found === undefined) {
      found = this.#workspace.mentioning(name).flatMap((file) => {
        const check = this.#workspace.check(file);
        return check === null ? [] : [[file, check] as const];
      });
      this.#checks.set(name, found);
    }
    return found;
  }

  #startEvidence({ literal, target, name }: Origin, found: readonly FoundMixing[]): StartEvidence {
    const sorted = [...found].sort((one, other) => this.#compare(one, other));
    const places = new Map<string, Meeting>();
    for (const { source, site } of sorted) {
      const key = `${source.path} ${source.tree.start(site.expression)}`;
      if (!places.has(key)) places.set(key, this.#meeting(source, site));
      if (places.size === mostRelated) break;
    }
    const [first, ...others] = places.values();
    if (first === undefined) throw new Error('A finding needs a mixing site');
    return { node: literal, target, name, meetings: [first, ...others] };
  }

  #meeting(source: ParsedSource, { expression, strength }: MixingSite): Meeting {
    const ledgerType = this.#workspace.check(source.path)?.ledger.get(expression) ?? 'Decimal';
    return { source, expression, strength, ledgerType };
  }

  /** The worst mixing site first, those of this file before others, and then by place. */
  #compare(one: FoundMixing, other: FoundMixing): number {
    const rank = ({ source, site }: FoundMixing): number =>
      (site.strength === 'arithmetic' ? 0 : 2) + (source.path === this.#source.path ? 0 : 1);
    const place = ({ source, site }: FoundMixing): number => source.tree.start(site.expression);
    if (rank(one) !== rank(other)) return rank(one) - rank(other);
    if (one.source.path !== other.source.path) return one.source.path < other.source.path ? -1 : 1;
    return place(one) - place(other);
  }

  #finding<Code extends keyof EvidenceOf>(code: Code, evidence: EvidenceOf[Code]): Finding {
    const rule: PythonRule<EvidenceOf[Code]> = pythonRules[code];
    const { tree, path } = this.#source;
    return {
      rule: code,
      severity: rule.severity?.(evidence, this.#source) ?? rule.about.severity,
      message: rule.message(evidence, this.#source),
      path,
      range: rangeOf(tree, evidence.node),
      related: rule.related(evidence, this.#source).map(({ source, node, message }): RelatedPlace => ({
        path: source.path,
        range: rangeOf(source.tree, node),
        message,
      })),
      fixes: this.#fixes(rule, evidence),
    };
  }

  /** None if the file was not analysed as a whole: a fix relies on what it does not see. */
  #fixes<Evidence extends RuleEvidence>(rule: PythonRule<Evidence>, evidence: Evidence): Fix[] {
    const { path, tree } = this.#source;
    if (this.#isOutOfFixes || tree.gap !== null || this.#workspace.limit(path) !== null) return [];
    try {
      return this.#fixBudget.run(() => {
        const fixes = rule.fixes(evidence, this.#context);
        if (fixes.every(({ changesValue }) => changesValue)) return fixes;
        if (!this.#breaksOtherUse(rule, evidence)) return fixes;
        return fixes.map((fix) => ({ ...fix, changesValue: true, breaksOtherUse: true }));
      });
    } catch (error) {
      limitOf(error);
      this.#isOutOfFixes = true;
      return [];
    }
  }

  /** Whether fixes can change what the program does, because another use of the value may need the float. */
  #breaksOtherUse<Evidence extends RuleEvidence>(rule: PythonRule<Evidence>, evidence: Evidence): boolean {
    const { tree } = this.#source;
    const names = rule.changedNames?.(evidence, tree) ?? [];
    if (isErrorHandled(tree, evidence.node, names, (name) => this.#sourcesMentioning(name))) return true;
    return rule.isNeededAsFloat?.(evidence, this.#uses) ?? false;
  }
}

const mostRelated = 5;

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
