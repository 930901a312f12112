import { strict as assert } from 'node:assert';
import { progressText } from '../../../engine/cli/runText';
import type { Progress } from '../../../engine/protocol/run';

const measuring: Progress = {
  fraction: 0.5,
  activity: 'measuring',
  scenario: 'daily',
  launch: 3,
  launches: 5,
  round: 5,
  rounds: 8,
  etaSeconds: 5.2,
  halfWidthPercent: 1.14,
};

describe('progress in words', () => {
  it('says where the run is, how narrow the interval is, and how long it will take', () => {
    assert.equal(
      progressText(measuring),
      'daily: measuring, launch 3 of 5, round 5 of 8, interval ±1.1 %, about 6 s left',
    );
  });

  it('says what is wanted, and that the number of launches is a guess, when they are added for precision', () => {
    const precision = { wantedPercent: 0.5, mostLaunches: 80, budgetSeconds: 300, spentSeconds: 12 };
    assert.equal(
      progressText({ ...measuring, launch: 7, launches: 20, precision }),
      'daily: measuring, launch 7 of about 20, round 5 of 8, interval ±1.1 % (wanted ±0.5 %), about 6 s left',
    );
  });

  it('leaves out what is not known yet', () => {
    const early = { ...measuring, activity: 'starting engines', launch: 0, round: 0, etaSeconds: null };
    assert.equal(progressText({ ...early, halfWidthPercent: null }), 'daily: starting engines');
    assert.equal(
      progressText({ ...early, scenario: null, halfWidthPercent: null, etaSeconds: 30 }),
      'starting engines, about 30 s left',
    );
  });

  it('gives the time in minutes when it is long, and never less than a second', () => {
    assert.match(progressText({ ...measuring, etaSeconds: 0 }), /about 1 s left$/);
    assert.match(progressText({ ...measuring, etaSeconds: 89 }), /about 89 s left$/);
    assert.match(progressText({ ...measuring, etaSeconds: 150.4 }), /about 3 min left$/);
  });

  it('gives two digits of the interval, in plain notation', () => {
    for (const [halfWidth, text] of [
      [0.034, '±0.034 %'],
      [9.96, '±10 %'],
      [100, '±100 %'],
    ] as const) {
      assert.ok(progressText({ ...measuring, halfWidthPercent: halfWidth }).includes(text), text);
    }
  });

  it('gives no figure for an interval that says nothing yet', () => {
    for (const halfWidthPercent of [100.4, 898, Infinity]) {
      assert.match(
        progressText({ ...measuring, halfWidthPercent }),
        /, interval still wide, about 6 s left$/,
      );
    }
  });
});
