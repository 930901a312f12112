import { strict as assert } from 'node:assert';
import type { PrecisionState } from '../../../engine/protocol/report';
import { precisionText, shortfallText } from '../../../engine/presentation/precisionWords';

const state: PrecisionState = {
  wantedPercent: 2,
  reachedPercent: 1.63,
  ended: 'reached',
  looks: [5, 10, 20, 40, 80],
  looksTaken: 2,
  budgetSeconds: 300,
  spentSeconds: 42.4,
};

describe('what a run says of its precision', () => {
  it('has the wanted and the reached half-width', () => {
    assert.equal(precisionText(state, false), 'Wanted ±2 %, reached ±1.6 % in 42 s (look 2 of at most 5).');
  });

  it('is that the time was spent', () => {
    assert.equal(
      precisionText({ ...state, reachedPercent: 3.14, ended: 'time spent', spentSeconds: 294 }, false),
      'Wanted ±2 %, reached ±3.1 % in 4.9 min: another launch would not end within 5 min (look 2 of at most 5).',
    );
  });

  it('names the last look, or that the run ended early', () => {
    const wide = { ...state, reachedPercent: 12.4, looksTaken: 5 };
    assert.equal(
      precisionText({ ...wide, ended: 'looks taken' }, false),
      'Wanted ±2 %, reached ±12 % in 42 s, after the last of 5 looks.',
    );
    assert.equal(
      precisionText({ ...wide, ended: null }, false),
      'Wanted ±2 %, reached ±12 % in 42 s when the run ended early.',
    );
  });

  it('is no figure when almost nothing was reached', () => {
    const none = { ...state, wantedPercent: 60, reachedPercent: 1.461555504103586e22 };
    assert.equal(
      precisionText({ ...none, ended: 'time spent' }, false),
      'Wanted ±60 %, reached none below ±1\u202f000 % in 42 s: another launch would not end within 5 min (look 2 of at most 5).',
    );
    assert.equal(
      shortfallText({ ...none, ended: 'time spent' }),
      'none below ±1\u202f000 %; ±60 % was requested',
    );
  });

  it('is how far it has come, while it goes on', () => {
    assert.equal(
      precisionText({ ...state, reachedPercent: null, ended: null }, true),
      'Wanted ±2 %, at no interval after 42 s of at most 5 min.',
    );
  });
});

describe('what is said when precision was not reached', () => {
  it('is both figures, and nothing when it was', () => {
    assert.equal(shortfallText(state), null);
    assert.equal(shortfallText(null), null);
    assert.equal(
      shortfallText({ ...state, reachedPercent: 3.14, ended: 'time spent' }),
      '±3.1 %; ±2 % was requested',
    );
  });
});
