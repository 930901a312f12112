import { strict as assert } from 'node:assert';
import { emptySnapshot } from '../../engine/protocol/snapshot';
import { Store } from '../../webview/store';
import { context, runEvents } from './fixtures';

describe('the panel’s store', () => {
  it('follows a run from its first event to its report', () => {
    const { store, refused } = storeShowing(null);
    for (const event of runEvents()) store.receive(structuredClone({ type: 'event', event }));
    assert.deepEqual(refused, []);
    assert.equal(store.data?.snapshot?.status, 'finished');
    assert.equal(store.data.snapshot.scenarios[0]?.samples.length, 200);
  });

  it('begins anew with the next run', () => {
    const { store } = storeShowing(null);
    for (const event of runEvents()) store.receive({ type: 'event', event });
    store.receive({ type: 'event', event: runEvents()[0] });
    assert.deepEqual(store.data?.snapshot, emptySnapshot);
  });

  it('refuses what the protocol does not allow, names the key, and stays as it is', () => {
    const { store, refused } = storeShowing(null);
    const before = store.data;
    store.receive({ type: 'event', event: { type: 'progress', progress: { fraction: 'half' } } });
    store.receive({ type: 'unknown' });
    store.receive('text');
    store.receive({ type: 'show', snapshot: null, context: { ...context, trusted: 'yes' } });
    assert.equal(refused.length, 4);
    assert.match(refused[0] ?? '', /event\.progress\.fraction/);
    assert.equal(store.data, before);
  });

  it('keeps the trend over runs and contexts, and knows when it is to be asked for', () => {
    const { store, refused } = storeShowing(null);
    const seen = () => [store.data?.trend.state?.status ?? null, store.data?.trend.isDue];
    assert.deepEqual(seen(), [null, true]);
    store.trendAsked();
    assert.deepEqual(seen(), [null, false]);
    store.receive({ type: 'trend', state: { status: 'failed', reason: 'torn' } });
    store.receive({ type: 'context', context });
    store.receive({ type: 'show', snapshot: null, context });
    for (const event of runEvents().slice(0, 3)) store.receive(structuredClone({ type: 'event', event }));
    assert.deepEqual(seen(), ['failed', false]);
    store.receive({ type: 'trend', state: null });
    assert.deepEqual(seen(), ['failed', true]);
    assert.deepEqual(refused, []);
    store.receive({ type: 'trend', state: { status: 'ready', trend: { kind: 'other' } } });
    assert.match(refused.join(), /state\.trend\.kind/);
    assert.deepEqual(seen(), ['failed', true]);
  });

  it('leaves out events before it was shown what they belong to', () => {
    const store = new Store(
      () => undefined,
      () => assert.fail('not refused'),
    );
    store.receive({ type: 'event', event: runEvents()[1] });
    assert.equal(store.data, null);
  });

  it('calls a change urgent when the run’s state changed, and not for figures', () => {
    const { store, urgent } = storeShowing(emptySnapshot);
    const [, started, scenario, , sample] = runEvents();
    for (const event of [started, scenario, sample]) store.receive({ type: 'event', event });
    assert.deepEqual(urgent, [true, true, true, false]);
  });
});

function storeShowing(snapshot: typeof emptySnapshot | null) {
  const refused: string[] = [];
  const urgent: boolean[] = [];
  const store = new Store(
    (isUrgent) => urgent.push(isUrgent),
    (reason) => refused.push(reason),
  );
  store.receive({ type: 'show', snapshot, context });
  return { store, refused, urgent };
}
