/** What can be done about findings: fixes, a suppression, all safe fixes of a file at once, and a trap in its tests. */
import * as v from 'valibot';
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { fixAll } from '../lint/applyEdits';
import type { FileEdits, Finding } from '../lint/finding';
import { languageOf } from '../lint/languages';
import { fixAllKind, trapKind } from '../protocol/languageServer';
import { RuleCode } from '../protocol/lint';
import type { LocatedDiagnostic } from './diagnostics';
import { ignoreEdit } from './ignoreEdit';
import { sameRange, touches } from './ranges';
import { trapAction, trapWorkspaceEdit, type TrapActionDependencies } from './trapAction';
import { editOfDocuments, workspaceEdit } from './workspaceEdit';

const LspPosition = v.object({ line: v.number(), character: v.number() });

/** What an action needs to be resolved: it is looked up again, so that an edit fits the text of that moment. */
const ActionData = v.variant('does', [
  v.object({
    does: v.literal('fix'),
    uri: v.string(),
    rule: RuleCode,
    range: v.object({ start: LspPosition, end: LspPosition }),
    title: v.string(),
  }),
  v.object({
    does: v.literal('ignore'),
    uri: v.string(),
    rule: RuleCode,
    range: v.object({ start: LspPosition, end: LspPosition }),
  }),
  v.object({ does: v.literal('fixAll'), uri: v.string() }),
  v.object({ does: v.literal('trap'), uri: v.string() }),
]);
type ActionData = v.InferOutput<typeof ActionData>;

/** What the actions of a document are made from. */
export interface ActionDependencies extends TrapActionDependencies {
  /** The diagnostics of the file that a document belongs to, as they are now. */
  readonly diagnosticsOf: (uri: string) => Promise<readonly LocatedDiagnostic[]>;
  /** All fixes of a file that cannot change a value; null if they do not fit any more. */
  readonly fixAllIn: (file: string) => Promise<readonly FileEdits[] | null>;
  readonly requireReason: (uri: string) => Promise<boolean>;
  readonly isEnabled: (uri: string) => Promise<boolean>;
}

/** Times that an edit is made again because a document was changed meanwhile: nobody types that often within milliseconds. */
const mostAttempts = 5;

/** The actions at a range, without their edits. */
export async function codeActions(
  params: CodeActionParams,
  dependencies: ActionDependencies,
): Promise<CodeAction[]> {
  const { uri } = params.textDocument;
  const only = params.context.only;
  const wants = (kind: string) =>
    only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const diagnostics = (await dependencies.diagnosticsOf(uri)).filter((one) => one.uri === uri);
  const touched = diagnostics.filter(({ diagnostic }) => touches(diagnostic.range, params.range));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const one of touched) {
      actions.push(...fixActions(uri, one), ...ignoreActions(uri, one));
    }
  }
  if (only !== undefined && wants(fixAllKind) && fixAll(diagnostics.map(findingOf)).fixed.length > 0) {
    const data: ActionData = { does: 'fixAll', uri };
    actions.push({ title: 'Fix all float zeros in the file', kind: fixAllKind, data });
  }
  if (wants(trapKind) && (await dependencies.isEnabled(uri))) {
    // Actions of the source are about the whole of it; unasked, this one comes where something is found.
    const relevant = only === undefined ? touched : diagnostics;
    const trap = trapAction(uri, relevant.length > 0, dependencies);
    if (trap !== null) actions.push(trap);
  }
  return actions;
}

/** The action with its edit; without one if what it was about is gone, or the documents change all the time. */
export async function resolveAction(
  action: CodeAction,
  dependencies: ActionDependencies,
): Promise<CodeAction> {
  const parsed = v.safeParse(ActionData, action.data);
  if (!parsed.success) return action;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const { state } = dependencies.documents;
    const edit = await editOf(parsed.output, dependencies);
    // Its places are those of an earlier text if one was changed meanwhile.
    if (dependencies.documents.state === state) return edit === null ? action : { ...action, edit };
  }
  return action;
}

async function editOf(data: ActionData, dependencies: ActionDependencies): Promise<WorkspaceEdit | null> {
  const { documents, versionedEdits } = dependencies;
  if (data.does === 'fixAll') return fixAllEdit(data.uri, dependencies);
  if (data.does === 'trap') return trapWorkspaceEdit(data.uri, dependencies);
  const diagnostics = (await dependencies.diagnosticsOf(data.uri)).filter(({ uri }) => uri === data.uri);
  const found = diagnostics.find(
    ({ finding, diagnostic }) => finding.rule === data.rule && sameRange(diagnostic.range, data.range),
  );
  if (found === undefined) return null;
  if (data.does === 'ignore') return ignore(data.uri, data.rule, data.range, dependencies);
  const fix = found.finding.fixes.find(({ title }) => title === data.title);
  return fix === undefined ? null : workspaceEdit(fix.files, documents, versionedEdits);
}

async function fixAllEdit(uri: string, dependencies: ActionDependencies): Promise<WorkspaceEdit | null> {
  const { documents, versionedEdits } = dependencies;
  const file = documents.fileOf(uri);
  const files = file === null ? null : await dependencies.fixAllIn(file);
  return files === null || files.length === 0 ? null : workspaceEdit(files, documents, versionedEdits);
}

async function ignore(
  uri: string,
  rule: RuleCode,
  { start }: Range,
  { documents, versionedEdits, requireReason }: ActionDependencies,
): Promise<WorkspaceEdit | null> {
  const document = documents.get(uri);
  const file = documents.fileOf(uri);
  const language = file === null ? null : languageOf(file);
  if (document === undefined || language === null) return null;
  const edit = ignoreEdit({
    text: document.getText(),
    language,
    line: start.line + 1,
    rule,
    requireReason: await requireReason(uri),
  });
  if (edit === null) return null;
  const range = { start: document.positionAt(edit.start), end: document.positionAt(edit.end) };
  return editOfDocuments([{ uri, version: document.version, range, newText: edit.text }], versionedEdits);
}

function fixActions(uri: string, { finding, diagnostic }: LocatedDiagnostic): CodeAction[] {
  return finding.fixes.map(({ title, breaksOtherUse }, index) => {
    const data: ActionData = { does: 'fix', uri, rule: finding.rule, range: diagnostic.range, title };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      // "Auto fix" applies what is preferred without showing it first.
      ...(index === 0 && breaksOtherUse !== true && { isPreferred: true }),
      data,
    };
  });
}

/** A suppression that silences nothing is not silenced by another one. */
function ignoreActions(uri: string, { finding, diagnostic }: LocatedDiagnostic): CodeAction[] {
  if (finding.rule === 'DB900') return [];
  const data: ActionData = { does: 'ignore', uri, rule: finding.rule, range: diagnostic.range };
  return [
    {
      title: `Ignore ${finding.rule} on this line`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      data,
    },
  ];
}

function findingOf({ finding }: LocatedDiagnostic): Finding {
  return finding;
}
