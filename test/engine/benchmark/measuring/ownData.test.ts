import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exportCsv } from '../../../../engine/ledger/data/exportCsv';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import type { RunOptions } from '../../../../engine/protocol/report';
import { scenarioOf } from '../../../../engine/ledger/scenarios';
import { optionsOf, watchRun } from './processes';

describe('a run on own data', () => {
  let folder = '';
  let file = '';
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'own-data-'));
    file = path.join(folder, 'daily.csv');
    await exportCsv(generateBundle('daily'), file);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('computes from an exported scenario what the scenario computes', async () => {
    const own = await watchRun(optionsOn(file)).handle.ended;
    const generated = await watchRun(optionsOf({ launches: 1, runs: 1 })).handle.ended;
    assert.ok(own.type === 'finished' && generated.type === 'finished');
    const [ownScenario] = own.report.scenarios;
    const [generatedScenario] = generated.report.scenarios;
    assert.ok(ownScenario?.results && generatedScenario?.results);
    assert.equal(ownScenario.head.key, 'file');
    assert.equal(ownScenario.head.data.file, 'daily.csv');
    assert.equal(ownScenario.head.data.digest, generatedScenario.head.data.digest);
    assert.deepEqual(ownScenario.results.equity, generatedScenario.results.equity);
    assert.deepEqual(
      ownScenario.results.engines.map(({ summary }) => summary),
      generatedScenario.results.engines.map(({ summary }) => ({ ...summary, scenario: null })),
    );
  });

  it('fails with the place of a bad row', async () => {
    const bad = path.join(folder, 'bad.csv');
    writeFileSync(
      bad,
      readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, 3)
        .join('\n')
        .replace(/,[\d.]+$/, ',many'),
    );
    const last = await watchRun(optionsOn(bad)).handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'bad-input');
    assert.match(`${last.failure.where} ${last.failure.message}`, /bad\.csv.*3.*many/s);
  });

  it('fails when there is no such file', async () => {
    const last = await watchRun(optionsOn(path.join(folder, 'none.csv'))).handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'bad-input');
  });

  it('warns that a file is too short to trade, and measures it all the same', async () => {
    const short = path.join(folder, 'short.csv');
    writeFileSync(short, readFileSync(file, 'utf8').split('\n').slice(0, 31).join('\n'));
    const last = await watchRun(optionsOn(short)).handle.ended;
    assert.equal(last.type, 'finished');
    const [scenario] = last.report.scenarios;
    assert.deepEqual(scenario?.warnings, [
      'No order was filled: the longest series has 30 bars, and the first decision needs 201. ' +
        'What was timed is an empty run.',
    ]);
    assert.ok(!JSON.stringify(last.report).includes(path.dirname(file)), 'the report holds no folder');
    assert.equal(scenario.head.data.sessions, 0);
  });
});

function optionsOn(file: string): RunOptions {
  const { parameters } = scenarioOf('daily');
  return optionsOf({
    work: { kind: 'file', path: file, parameters, roundInputs: false },
    launches: 1,
    runs: 1,
  });
}
