/**
 * Holds the plugin in the editor's TypeScript server beside the server's own program: what each adds in memory once a file
 * is open, and in processor time at an edit. `npm run bench:editor-program`, or with a folder and a file of one's own:
 * `npm run bench:editor-program -- FOLDER FILE`.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { EditorProgram } from '../engine/languageServer/editorProgram/editorProgram';
import { TsServer } from '../test/lint/typescript/editorProgram/tsServer';
import { generateScripts, scriptText } from './lint/generateScripts';

const files = 300;
const linesPerFile = 200;
const openLines = 1500;
const edits = 25;
const runs = 2;

const root = path.join(__dirname, '..');
const probe = ['--expose-gc', '--import', path.join(__dirname, 'lint', 'probe.mjs')];
const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'editor-program-bench-')));
const patience = { arrivalMs: 120_000, agreementMs: 120_000, answerMs: 120_000, againMs: 120_000 };

interface Measured {
  readonly heapMb: number;
  readonly rssMb: number;
  /** Megabytes after the edits, garbage not collected. */
  readonly lateMb: number;
  /** Of each edit: what the compiler's own check takes, and what finding float zeros takes. */
  readonly checkMs: readonly number[];
  readonly lookMs: readonly number[];
  readonly findings: number;
}

void main().finally(() => rmSync(temporary, { recursive: true, force: true }));

async function main(): Promise<void> {
  const [, , givenFolder, givenFile] = process.argv;
  const folder = givenFolder === undefined ? generated() : realpathSync(givenFolder);
  const file = path.join(folder, givenFile ?? path.join('src', 'open.ts'));
  const text = readFileSync(file, 'utf8');
  const load = (loadavg()[0] ?? 0).toFixed(2);
  const lines = text.split('\n').length;
  console.log(
    `${edits} edits in ${lines} lines, ${runs} runs; load ${load} on ${availableParallelism()} cores\n`,
  );
  const alone: Measured[] = [];
  const plugin: Measured[] = [];
  const own: Measured[] = [];
  for (let run = 0; run < runs; run++) {
    alone.push(await inServer(file, text, false));
    plugin.push(await inServer(file, text, true));
    own.push(await inOwnProgram(folder, file, text));
  }
  if (new Set([...plugin, ...own].map(({ findings }) => findings)).size > 1)
    throw new Error('The two do not find the same');
  const added = (of: readonly Measured[], from: readonly Measured[], key: 'heapMb' | 'rssMb' | 'lateMb') =>
    `${(mean(of, key) - mean(from, key)).toFixed(0)} MB`;
  console.table({
    'heap that it adds once the file is open': {
      'own program': `${mean(own, 'heapMb').toFixed(0)} MB`,
      plugin: added(plugin, alone, 'heapMb'),
    },
    'processor time of an edit, p50 / p95': {
      'own program': times(own, 'lookMs'),
      plugin: times(plugin, 'lookMs'),
    },
    'the check by tsserver itself, p50 / p95': {
      'own program': times(alone, 'checkMs'),
      plugin: times(plugin, 'checkMs'),
    },
    'resident memory that it adds after the edits': {
      'own program': `${mean(own, 'lateMb').toFixed(0)} MB`,
      plugin: added(plugin, alone, 'lateMb'),
    },
  });
  console.log(`${own[0]?.findings ?? 0} findings in the file, by both`);
}

function generated(): string {
  const folder = path.join(temporary, 'workspace');
  console.log(`${files} files, ${generateScripts(folder, files, linesPerFile)} lines`);
  writeFileSync(path.join(folder, 'src', 'open.ts'), scriptText(files, openLines));
  const library = path.join('node_modules', 'decimal.js');
  cpSync(path.join(root, library), path.join(folder, library), { recursive: true });
  return folder;
}

/** In TypeScript's own server, which checks the file after each edit as an editor has it do. */
async function inServer(file: string, text: string, isAsked: boolean): Promise<Measured> {
  const endpoint = {
    address: path.join(temporary, 'socket'),
    token: 'a token of the benchmark, long enough',
  };
  let held = text;
  const log: string[] = [];
  const dependencies = {
    open: () => [[file, held] as const],
    log: (line: string) => log.push(line),
    onArrival: () => undefined,
    onSource: () => undefined,
  };
  const program = isAsked ? new EditorProgram(endpoint, dependencies, patience) : null;
  const server = new TsServer('typescript-5.9', [], probe);
  if (isAsked) server.configure(endpoint);
  const look = async (): Promise<number> => {
    const result = await program?.check(file, held, []);
    if (result === null) throw new Error(log.join('\n'));
    return result?.findings.length ?? 0;
  };
  try {
    server.hold(file, text);
    await server.check(file);
    let findings = await look();
    const { heapMb, rssMb } = await taken(server.process, true);
    const checkMs: number[] = [];
    const lookMs: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      held = edited(text, edit);
      const before = await taken(server.process, false);
      server.hold(file, held);
      await server.check(file);
      const checked = await taken(server.process, false);
      findings = await look();
      const looked = await taken(server.process, false);
      checkMs.push(checked.cpuMs - before.cpuMs);
      lookMs.push(looked.cpuMs - checked.cpuMs);
    }
    const { rssMb: lateMb } = await taken(server.process, false);
    return { heapMb, rssMb, lateMb, checkMs, lookMs, findings };
  } finally {
    await server.kill();
    program?.dispose();
  }
}

/** In the server's own program: what it adds to a process that has read the folder. */
async function inOwnProgram(folder: string, file: string, text: string): Promise<Measured> {
  const child = fork(path.join(__dirname, 'lint', 'ownProgram.ts'), [folder], {
    execArgv: ['--import', 'tsx', ...probe],
  });
  const hold = async (held: string): Promise<number> => {
    child.send({ file, text: held });
    return v.parse(Found, await told(child)).findings;
  };
  try {
    await told(child);
    const empty = await taken(child, true);
    let findings = await hold(text);
    const full = await taken(child, true);
    const lookMs: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      const before = await taken(child, false);
      findings = await hold(edited(text, edit));
      lookMs.push((await taken(child, false)).cpuMs - before.cpuMs);
    }
    const late = await taken(child, false);
    return {
      heapMb: full.heapMb - empty.heapMb,
      rssMb: full.rssMb - empty.rssMb,
      lateMb: late.rssMb - empty.rssMb,
      checkMs: [],
      lookMs,
      findings,
    };
  } finally {
    child.kill('SIGKILL');
  }
}

/** A statement in the middle, which grows by a character at a time. */
function edited(text: string, edit: number): string {
  const lines = text.split('\n');
  const blank = lines.indexOf('', lines.length >> 1);
  const typed = 'export const typed = 12345678901234567890 + 0;'.slice(
    0,
    'export const typed = '.length + 1 + (edit % 20),
  );
  return [...lines.slice(0, blank), typed, ...lines.slice(blank)].join('\n');
}

const Taken = v.object({ cpuMs: v.number(), heapMb: v.number(), rssMb: v.number() });
const Found = v.object({ findings: v.number() });

async function taken(child: ChildProcess, afterGc: boolean): Promise<v.InferOutput<typeof Taken>> {
  child.send(afterGc ? 'probe after gc' : 'probe');
  return v.parse(Taken, await told(child));
}

async function told(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
}

function mean(of: readonly Measured[], key: 'heapMb' | 'rssMb' | 'lateMb'): number {
  return of.reduce((sum, one) => sum + one[key], 0) / of.length;
}

function times(of: readonly Measured[], key: 'checkMs' | 'lookMs'): string {
  const sorted = of.flatMap((one) => one[key]).sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(0);
  return sorted.length === 0 ? '–' : `${at(0.5)} / ${at(0.95)} ms`;
}
