import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { protocolVersion } from '../../../../engine/protocol/run';
import { productVersion } from '../../../../engine/platform/version';
import { foldersOf, optionsOf, untilGone, watchRun } from './processes';

/** Every process must notice its owner's death within this, however busy it is. */
const noticeMs = 3_000;

describe('processes that die, hang or talk nonsense', function () {
  this.timeout(90_000);

  it('tells which engine was killed, keeps what was measured, and ends the others', async () => {
    const run = watchRun(optionsOf({ launches: 5, runs: 10_000 }));
    await run.next('sample');
    process.kill(run.enginePids('decimal.js').at(-1) ?? 0, 'SIGKILL');
    const last = await run.handle.ended;
    assert.equal(last.type, 'finished');
    assert.match(
      last.report.partial ?? '',
      /^The engine decimal\.js ended unexpectedly by SIGKILL \(process \d+\)/,
    );
    assert.notEqual(last.report.scenarios[0]?.samples.length, 0);
    await untilGone([...run.enginePids(), run.handle.pid ?? 0], 1_000);
  });

  it('fails when an engine is killed before its first sample', async () => {
    const run = watchRun(optionsOf());
    await run.next('scenario');
    await run.next('log');
    process.kill(run.enginePids()[0] ?? 0, 'SIGKILL');
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'engine-died');
    assert.notEqual(last.failure.remedy, null);
    await untilGone(run.enginePids(), 1_000);
  });

  it('ends an engine that was stopped, and says that it hung', async function () {
    if (process.platform === 'win32') this.skip();
    const run = watchRun(optionsOf({ launches: 5, runs: 10_000 }));
    await run.next('sample');
    process.kill(run.enginePids('decimal.js').at(-1) ?? 0, 'SIGSTOP');
    const last = await run.handle.ended;
    assert.equal(last.type, 'finished');
    assert.match(last.report.partial ?? '', /^The engine decimal\.js has given no sign of life/);
    await untilGone(run.enginePids(), 1_000);
  });

  it('ends a coordinator that was stopped, and what it started', async function () {
    if (process.platform === 'win32') this.skip();
    const run = watchRun(optionsOf({ launches: 5, runs: 10_000 }));
    await run.next('sample');
    process.kill(run.handle.pid ?? 0, 'SIGSTOP');
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'engine-hung');
    await untilGone(run.enginePids(), noticeMs);
    assert.deepEqual(foldersOf(run.handle.pid), []);
  });

  it('tells that the coordinator was killed, ends its engines, and removes its folder', async () => {
    const run = watchRun(optionsOf({ launches: 5, runs: 10_000 }));
    await run.next('sample');
    process.kill(run.handle.pid ?? 0, 'SIGKILL');
    await untilGone(run.enginePids(), noticeMs);
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'engine-died');
    assert.match(last.failure.message, /^The coordinator ended unexpectedly by SIGKILL/);
    assert.deepEqual(foldersOf(run.handle.pid), []);
  });

  it('ends the coordinator and its engines when the owner is killed', async () => {
    const { owner, owned } = await startOwner('run');
    owner.kill('SIGKILL');
    await untilGone(owned, noticeMs);
    assert.deepEqual(foldersOf(owned[0]), []);
  });

  it('ends an engine in the middle of a long synchronous sample when its owner is killed', async () => {
    const { owner, owned } = await startOwner('engine');
    owner.kill('SIGKILL');
    await untilGone(owned, noticeMs);
  });
});

describe('a coordinator that is not ours', () => {
  const hello = { type: 'hello', protocol: protocolVersion, product: productVersion };

  it('is refused when it sends what is no event', async () => {
    const failure = await failureOfProgram(`process.send({ type: 'banana' })`);
    assert.equal(failure.code, 'protocol');
    assert.match(failure.message, /type must be .*, got "banana"/);
  });

  it('is refused when an event has a wrong part, even after a right start', async () => {
    const failure = await failureOfProgram(
      `process.send(${JSON.stringify(hello)}); process.send({ type: 'progress', progress: { fraction: 'half' } })`,
    );
    assert.equal(failure.code, 'protocol');
    assert.match(failure.message, /progress\.fraction must be number, got "half"/);
  });

  it('is refused when it is of another version', async () => {
    const failure = await failureOfProgram(`process.send(${JSON.stringify({ ...hello, product: '0.0.0' })})`);
    assert.equal(failure.code, 'protocol');
    assert.match(failure.message, /version 0\.0\.0/);
  });

  it('is reported as dead, with its last words, when it ends by itself', async () => {
    const failure = await failureOfProgram(`throw new Error('no such luck')`);
    assert.equal(failure.code, 'engine-died');
    assert.match(failure.message, /with exit code 1: Error: no such luck$/);
  });

  it('is given up when it says nothing', async () => {
    const failure = await failureOfProgram(`setInterval(() => undefined, 1000)`);
    assert.equal(failure.code, 'engine-hung');
  });

  it('is reported as missing when its file does not exist', async () => {
    const run = watchRun(optionsOf(), path.join(os.tmpdir(), 'no-such-coordinator.cjs'));
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.match(last.failure.message, /Cannot find module/);
  });
});

async function failureOfProgram(source: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'coordinator-'));
  try {
    const program = path.join(folder, 'coordinator.cjs');
    writeFileSync(program, `${source};\nsetInterval(() => undefined, 1000);\n`);
    const run = watchRun(optionsOf(), program);
    const last = await run.handle.ended;
    await untilGone([run.handle.pid ?? 0], 1_000);
    assert.equal(last.type, 'failed');
    return last.failure;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Starts a process that owns others, and reads their numbers. */
async function startOwner(mode: 'run' | 'engine') {
  const program = path.join(__dirname, 'ownerProcess.ts');
  const owner = spawn(process.execPath, ['--import', 'tsx', program, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const owned: number[] = [];
  for await (const line of createInterface({ input: owner.stdout })) {
    if (line === 'ready') break;
    owned.push(Number(line));
  }
  assert.notEqual(owned.length, 0);
  return { owner, owned };
}
