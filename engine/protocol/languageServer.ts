/** What the language server and an editor tell each other beyond the protocol of language servers. */
import * as v from 'valibot';
import { EditorProgramEndpoint } from './editorProgram';
import { Failure } from './failure';
import { lintSettingSchemas, RuleCode } from './lint';

/** Names of the requests and notifications. */
export const serverMethods = {
  /** Looks at every file of the workspace; progress and cancellation as the protocol has them. */
  scan: 'decimalBenchmark/scan',
  overview: 'decimalBenchmark/overview',
  /** Sent by the server whenever what it says of itself changes. */
  status: 'decimalBenchmark/status',
  /** The edit that adds the trap to a `conftest.py`. */
  trapEdit: 'decimalBenchmark/trapEdit',
  /** Runs the tests with the trap. */
  trapRun: 'decimalBenchmark/trapRun',
  /** Sent by the editor where its TypeScript turns out to take no plugins: nobody need wait for it. */
  noEditorProgram: 'decimalBenchmark/noEditorProgram',
  /** Sent by the server with what the tests print. */
  trapOutput: 'decimalBenchmark/trapOutput',
} as const;

/** Where a diagnostic says that it comes from. */
export const diagnosticSource = 'Decimal Benchmark';
/** The same of a float that met a decimal while the tests ran. */
export const runDiagnosticSource = 'Decimal Benchmark (run)';

/** The kind of the action that fixes what can be fixed without changing a value. */
export const fixAllKind = 'source.fixAll.decimalBenchmark';
/** The kind of the action that adds the trap to a `conftest.py`. */
export const trapKind = 'source.addFloatOperationTrap';

/** The section of the settings, as editors hold them. */
export const floatZerosSection = 'decimalBenchmark.floatZeros';

/** Settings of the editor alone. */
export const EditorSettings = v.object({
  /** Program and arguments that run the tests; no shell reads them. */
  testCommand: v.pipe(v.array(v.string()), v.minLength(1)),
  /** Whether the editor's own TypeScript analyzes open scripts, if it is available. */
  useEditorProgram: v.boolean(),
});
export type EditorSettings = v.InferOutput<typeof EditorSettings>;
export const defaultEditorSettings: EditorSettings = {
  testCommand: ['python3', '-m', 'pytest'],
  useEditorProgram: true,
};

/** Settings by key below {@link floatZerosSection}: those of the linter, and those of the editor alone. */
export const floatZerosSettingSchemas = { ...lintSettingSchemas, ...EditorSettings.entries };

/** What a client may say when it starts the server. */
export const InitializationOptions = v.object({
  /** Address of a rule's page, with `{code}` for the rule; null: the file in the product's folder. */
  documentationLink: v.optional(v.nullable(v.string()), null),
  /** Findings of closed files are sent only after a requested scan, not whenever the client requests them. */
  workspaceAfterScan: v.optional(v.boolean(), false),
  /** Where the plugin of the editor's TypeScript comes to; null if there is none. */
  editorProgram: v.optional(v.nullable(EditorProgramEndpoint), null),
  /** Whether programs of the workspace may be run. */
  trusted: v.optional(v.boolean(), false),
});
export type InitializationOptions = v.InferOutput<typeof InitializationOptions>;

/** What goes with a diagnostic to where it is fixed. */
export const DiagnosticData = v.object({
  rule: RuleCode,
  /** Titles of the fixes, the preferred one first. */
  fixes: v.array(v.string()),
});
export type DiagnosticData = v.InferOutput<typeof DiagnosticData>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const ScanResult = v.strictObject({
  files: count,
  /** Findings of any severity. */
  findings: count,
  /** Whether it was cancelled before every file was checked. */
  cancelled: v.boolean(),
});
export type ScanResult = v.InferOutput<typeof ScanResult>;

export const ServerStatus = v.strictObject({
  /** What the server is doing now; null while it waits. */
  activity: v.nullable(v.picklist(['indexing', 'scanning', 'testing'])),
  /** Files that were not checked, or only in part, with the reason. */
  notes: v.array(v.strictObject({ uri: v.string(), text: v.string() })),
  /** Open scripts whose findings come from the editor's own TypeScript, and its version. */
  editorTypes: v.array(v.strictObject({ uri: v.string(), typescript: v.string() })),
});
export type ServerStatus = v.InferOutput<typeof ServerStatus>;

/** How far the migration of one folder has come. */
export const OverviewRow = v.strictObject({
  /** Relative to the workspace folder, with `/`; `.` is that folder itself. */
  path: v.string(),
  files: count,
  ledgerSites: count,
  findings: v.record(RuleCode, count),
  /** Null without a baseline. */
  fixedSinceBaseline: v.nullable(count),
});
export type OverviewRow = v.InferOutput<typeof OverviewRow>;

export const Overview = v.strictObject({
  folders: v.array(v.strictObject({ name: v.string(), uri: v.string(), rows: v.array(OverviewRow) })),
});
export type Overview = v.InferOutput<typeof Overview>;

/** The new text of a `conftest.py`; null if the trap is there already. */
export const TrapEdit = v.strictObject({
  uri: v.string(),
  text: v.nullable(v.string()),
  exists: v.boolean(),
});
export type TrapEdit = v.InferOutput<typeof TrapEdit>;

export const TrapRunParameters = v.strictObject({ folder: v.string() });
export const TrapEditParameters = v.strictObject({ folder: v.string() });

export const TrapRunResult = v.strictObject({
  /** Null if the tests could not be run. */
  exitCode: v.nullable(v.number()),
  /** Places where a float met a decimal. */
  raises: count,
  failure: v.nullable(Failure),
});
export type TrapRunResult = v.InferOutput<typeof TrapRunResult>;

export const TrapOutput = v.strictObject({ text: v.string() });
