/** The real panel in a real browser, under the extension's own content policy. */
import { strict as assert } from 'node:assert';
import { emptySnapshot, applyEvent } from '../../engine/protocol/snapshot';
import { context, eventsUntilLaunch, failedEvent, runEvents, snapshotAfter } from './fixtures';
import { violations } from './harness/accessibility';
import { panelBrowser } from './harness/panelBrowser';
import type { PanelOptions, PanelPage } from './harness/panelPage';
import { darkModern, editorThemes } from './harness/themes';

const events = runEvents();
const show = (snapshot: unknown, changes: object = {}) => ({
  type: 'show',
  snapshot,
  context: { ...context, ...changes },
});
const unfolded = { scenario: null, hiddenEngines: [], sorts: {}, open: ['difference', 'belief'], tables: [] };

describe('the panel in a browser', () => {
  const openPanel = panelBrowser();

  async function open(message: unknown, options: Partial<PanelOptions> = {}): Promise<PanelPage> {
    const panel = await openPanel({ theme: darkModern, ...options });
    await panel.send(message);
    return panel;
  }

  describe('states', () => {
    it('empty: says what this is, offers one button, and what it will do', async () => {
      const { page, ...panel } = await openParts(show(null));
      assert.equal(await page.locator('button.primary').count(), 1);
      assert.match(
        await textOf(page, '#panel'),
        /40 samples an engine in 5 launches.*Takes about 20 seconds/,
      );
      await page.click('#run-first');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'run', scenarios: null, engines: null });
    });

    it('starting: shows progress and offers to cancel', async () => {
      const { page } = await openParts(show(emptySnapshot));
      assert.match(await textOf(page, '#progress'), /starting the engines.*Cancel/);
      assert.equal(await page.locator('#run').getAttribute('aria-disabled'), 'true');
    });

    it('running: the verdict so far, and how far it is', async () => {
      const { page } = await openParts(show(snapshotAfter(events, eventsUntilLaunch(events, 3))));
      assert.match(await textOf(page, '#verdict'), /So far/);
      assert.match(await textOf(page, '#progress'), /launch \d of 5 · round \d of 8 · interval ±/);
      assert.equal(await page.locator('[role=progressbar]').getAttribute('aria-valuemax'), '100');
    });

    it('finished: both answers, intervals, and no time left', async () => {
      const { page } = await openParts(show(snapshotAfter(events)));
      assert.match(
        await textOf(page, '#verdict'),
        /faster than JavaScript floats.*Floats changed the result/,
      );
      assert.equal(await page.locator('#progress').count(), 0);
      assert.equal(await page.locator('#engines tbody tr').count(), 5);
    });

    it('partial: marked beside the title, with the reason', async () => {
      const { page } = await openParts(show(snapshotAfter(runEvents({ partial: 'cancelled' }))));
      assert.match(await textOf(page, '.head'), /partial/);
      assert.match(await textOf(page, '.notices'), /Partial: cancelled/);
    });

    it('failed: what happened, where, what was kept, what to do, Retry and the log', async () => {
      const { page, ...panel } = await openParts(show(applyEvent(snapshotAfter(events, 40), failedEvent)));
      assert.match(
        await textOf(page, '#failed'),
        /native module.*is not there.*dist\/native.*Install the extension.*\d+ samples taken before it failed.*Retry.*Show log/,
      );
      await page.click('#retry');
      await page.click('#failed >> text=Show log');
      assert.deepEqual((await panel.sent()).slice(-2), [
        { type: 'run', scenarios: null, engines: null },
        { type: 'showLog' },
      ]);
    });

    it('stale: said, with Run again', async () => {
      const { page } = await openParts(
        show(snapshotAfter(events), { stale: 'The settings have changed since.' }),
      );
      assert.match(await textOf(page, '.notices'), /settings have changed since.*Run again/);
    });

    it('untrusted: said before anything is run', async () => {
      const { page } = await openParts(show(null, { trusted: false }));
      assert.match(await textOf(page, '.notices'), /not trusted/);
    });

    it('several scenarios: a row of small verdicts, one opened', async () => {
      const many = runEvents({ scenarios: ['daily', 'hourly', 'minute'] });
      const { page, ...panel } = await openParts(show(snapshotAfter(many)));
      assert.equal(await page.locator('[role=tab]').count(), 3);
      await page.click('[role=tab] >> text=Hourly');
      await panel.settle();
      assert.match(await textOf(page, 'h1'), /Hourly/);
      assert.deepEqual(await panel.state(), {
        scenario: 'hourly',
        hiddenEngines: [],
        sorts: {},
        open: [],
        tables: [],
      });
    });
  });

  describe('the verdict', () => {
    for (const [width, height] of [
      [1280, 800],
      [600, 700],
    ] as const) {
      it(`is in sight without scrolling at ${width} × ${height}`, async () => {
        const { page } = await openParts(show(snapshotAfter(events)), { width, height });
        const box = await page.locator('#verdict').boundingBox();
        assert.ok(box !== null && box.y + box.height <= height, JSON.stringify(box));
      });
    }

    it('and everything else is kept at 200 % zoom, without scrolling sideways', async () => {
      const { page } = await openParts(show(snapshotAfter(events)), { zoom: 2, width: 1280, height: 800 });
      const [scrolled, shown] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      assert.ok(scrolled <= shown, `${scrolled} px in ${shown} px`);
      assert.equal(await page.locator('.chart canvas').count(), 4);
    });
  });

  describe('accessibility', () => {
    for (const [index, theme] of editorThemes.entries()) {
      const rules = index === 0 ? 'all' : 'colors';
      it(`axe finds nothing: ${theme.name}`, async () => {
        const { page, ...panel } = await openParts(
          show(
            snapshotAfter(runEvents({ scenarios: ['daily', 'minute'], warnings: ['The timer is coarse.'] })),
          ),
          { theme, state: unfolded },
        );
        await page.click('#menu-button-export');
        await panel.settle();
        assert.deepEqual(await violations(page, { rules }), []);
        await page.keyboard.press('Escape');
        await panel.send(show(snapshotAfter(events, eventsUntilLaunch(events, 2))));
        assert.deepEqual(await violations(page, { rules }), []);
        await panel.send(show(applyEvent(emptySnapshot, failedEvent)));
        assert.deepEqual(await violations(page, { rules }), []);
        await panel.send(show(null, { trusted: false }));
        assert.deepEqual(await violations(page, { rules }), []);
      });
    }

    it('every chart says in words what it shows, and has its table', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      for (const id of ['overhead', 'samples', 'distribution', 'equity']) {
        const label = await page.locator(`#${id} .chart`).getAttribute('aria-label');
        assert.match(label ?? '', /\d/);
        await page.click(`#turn-${id}`);
        await panel.settle();
        assert.ok((await page.locator(`#${id} tbody tr`).count()) > 0, id);
        assert.equal(await panel.focused(), `turn-${id}`);
        await page.click(`#turn-${id}`);
        await panel.settle();
        assert.equal(await page.locator(`#${id} canvas`).count(), 1);
      }
    });

    it('a hover comes with the focus, describes what has it, and goes with Esc', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.locator('#verdict .figure').focus();
      assert.match(await textOf(page, '#hover'), /Student’s t on the log-ratios of 5 launches/);
      assert.equal(await page.locator('#verdict .figure').getAttribute('aria-describedby'), 'hover');
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('#hover').isVisible(), false);
      assert.equal(
        (await panel.sent()).some(({ type }) => type === 'cancel'),
        false,
      );
    });
  });

  describe('keys', () => {
    it('Tab walks in the order of reading', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      const visited: string[] = [];
      for (let step = 0; step < 12; step++) {
        await page.keyboard.press('Tab');
        visited.push(await panel.focused());
      }
      assert.deepEqual(visited.slice(0, 6), [
        'run',
        'menu-button-run',
        'menu-button-export',
        'Keys',
        visited[4],
        'show-bar',
      ]);
      assert.match(visited[4] ?? '', /^overhead/);
      assert.deepEqual(visited.slice(6, 10), ['float', 'decimal.js', 'native', 'native-float']);
    });

    it('F6 goes from region to region, and past the last one out of the panel', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      const regions: string[] = [];
      for (let step = 0; step < 10; step++) {
        await page.keyboard.press('F6');
        regions.push(await panel.focused());
      }
      assert.deepEqual(regions, [
        'head',
        'verdict',
        'overhead',
        'samples',
        'distribution',
        'equity',
        'engines',
        'difference',
        'trend',
        'belief',
      ]);
      await page.keyboard.press('Shift+F6');
      assert.equal(await panel.focused(), 'trend');
    });

    it('arrows move in a table, which is one stop, and Enter sorts it', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.locator('#engines th').first().focus();
      await page.keyboard.press('ArrowRight');
      assert.match(await panel.focused(), /^median/);
      await page.keyboard.press('Enter');
      await panel.settle();
      assert.equal(await page.locator('#engines th[aria-sort=ascending]').count(), 1);
      assert.match(await textOf(page, '#engines tbody tr >> nth=0'), /^native1\.0/);
      await page.keyboard.press('ArrowDown');
      assert.match(await textOf(page, '#hover'), /Median of native.*From 40 samples in 5 launches/);
      assert.equal(await page.locator('#engines [tabindex="0"]').count(), 1);
    });

    it('arrows visit the points of a chart, and Enter opens the sample', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.locator('#samples .chart').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      assert.match(await textOf(page, '#hover'), /^float: [\d.]+ ms.*Launch 1, round 2/);
      await page.keyboard.press('Enter');
      assert.deepEqual((await panel.sent()).at(-1), {
        type: 'openSample',
        key: 'daily',
        engine: 'float',
        launch: 1,
        round: 2,
      });
    });

    it('Esc cancels a run after asking, once', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events, 60)));
      await page.keyboard.press('Escape');
      await panel.settle();
      assert.equal(await panel.focused(), 'confirm-cancel');
      await page.keyboard.press('Enter');
      await panel.settle();
      assert.match(await textOf(page, '#progress'), /canceling/);
      await page.click('#cancel', { force: true });
      assert.deepEqual(
        (await panel.sent()).filter(({ type }) => type === 'cancel'),
        [{ type: 'cancel' }],
      );
    });

    it('? lists the keys, and Esc closes the list', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.keyboard.press('?');
      await panel.settle();
      assert.match(await textOf(page, 'dialog'), /F6.*region/);
      await page.keyboard.press('Escape');
      await panel.settle();
      assert.equal(await page.locator('dialog').count(), 0);
    });

    it('a menu opens with the arrow, wraps around, and gives the focus back', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.locator('#menu-button-run').focus();
      await page.keyboard.press('ArrowDown');
      await panel.settle();
      await page.keyboard.press('ArrowUp');
      assert.match(await panel.focused(), /settings/);
      await page.keyboard.press('Enter');
      await panel.settle();
      assert.equal(await panel.focused(), 'menu-button-run');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'openSettings' });
    });
  });

  describe('what it leads to', () => {
    it('“Show the bar” unfolds both engines’ numbers', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.click('#show-bar');
      await panel.settle();
      assert.equal(await panel.focused(), 'difference');
      assert.match(
        await textOf(page, '#table-divergence'),
        /mean of 50.*48\.2164.*48\.21640000000001.*decision.*unchanged.*long/,
      );
    });

    it('exports every format, with the picture and the samples in the message', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      for (const label of ['JSON', 'Markdown', 'PNG', 'CSV']) {
        await page.click('#menu-button-export');
        await panel.settle();
        await page.click(`#menu-export >> text=${label}`);
        await panel.settle();
      }
      const exports = (await panel.sent()).filter((message) => message.type === 'export');
      assert.deepEqual(
        exports.map(({ format }) => format),
        ['json', 'markdown', 'png', 'csv'],
      );
      assert.deepEqual(
        exports.slice(0, 2).map(({ content }) => content),
        [null, null],
      );
      assert.match(exports[2]?.content ?? '', /^data:image\/png;base64,.{10000}/);
      assert.equal(exports[3]?.content?.split('\n').length, 202);
    });

    it('copies a table as tab-separated values', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.click('#engines >> text=copy');
      const last = (await panel.sent()).at(-1);
      assert.ok(last?.type === 'copy');
      assert.match(last.text, /^Engine\tmedian, ms\t[\s\S]*\nnative-float\t1\.1/);
    });

    it('an engine switch hides it everywhere, and is kept', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      await page.click('.switches >> text=decimal.js');
      await panel.settle();
      assert.doesNotMatch(await textOf(page, '#engines'), /decimal\.js/);
      assert.doesNotMatch(await textOf(page, '#overhead'), /decimal\.js/);
      assert.doesNotMatch(
        (await page.locator('#samples .chart').getAttribute('aria-label')) ?? '',
        /decimal\.js/,
      );
      const kept = await panel.state();
      const again = await openParts(show(snapshotAfter(events)), { state: kept });
      assert.doesNotMatch(await textOf(again.page, '#engines'), /decimal\.js/);
    });
  });

  describe('what comes in', () => {
    it('a symbol that looks like markup is shown as text', async () => {
      const symbol = '<img src=x onerror=alert(1)>';
      const { page } = await openParts(show(snapshotAfter(runEvents({ symbol }))), { state: unfolded });
      assert.equal(await page.locator('img').count(), 0);
      assert.ok((await textOf(page, '#verdict')).includes(symbol));
      assert.ok((await textOf(page, '#difference')).includes(symbol));
    });

    it('a malformed message is refused, and changes nothing', async () => {
      const panel = await open(show(snapshotAfter(events)));
      const before = await textOf(panel.page, '#panel');
      await panel.sendAll([
        { type: 'event', event: { type: 'sample', key: 'daily' } },
        { type: 'nonsense' },
        null,
      ]);
      assert.equal(await textOf(panel.page, '#panel'), before);
      const refusals = panel.errors.splice(0);
      assert.equal(refusals.length, 3);
      assert.match(refusals[0] ?? '', /message to the panel: event\.sample is missing/);
    });

    it('a run that is streamed ends where a run that is shown whole does', async () => {
      const streamed = await open(show(emptySnapshot));
      for (let from = 0; from < events.length; from += 60) {
        await streamed.sendAll(events.slice(from, from + 60).map((event) => ({ type: 'event', event })));
      }
      const whole = await open(show(snapshotAfter(events)));
      assert.equal(await textOf(streamed.page, '#panel'), await textOf(whole.page, '#panel'));
    });

    it('the theme is read again when it changes', async () => {
      const { page, ...panel } = await openParts(show(snapshotAfter(events)));
      const before = await pixels(page);
      await page.evaluate(`document.documentElement.style.setProperty('--vscode-charts-orange', '#00ff00')`);
      await panel.settle();
      assert.notEqual(await pixels(page), before);
    });
  });

  it('10,000 samples are taken while frames keep coming, and none is lost', async () => {
    const many = runEvents({ launches: 5, rounds: 400 });
    const panel = await open(show(emptySnapshot));
    await panel.page.evaluate(
      'window.frames_ = 0; (function count() { window.frames_++; requestAnimationFrame(count); })()',
    );
    const chunk = Math.ceil(many.length / 20);
    for (let from = 0; from < many.length; from += chunk) {
      const before = await panel.page.evaluate<number>('window.frames_');
      await panel.post(many.slice(from, from + chunk).map((event) => ({ type: 'event', event })));
      await panel.page.waitForFunction(`window.frames_ > ${before}`);
    }
    await panel.page.click('#turn-samples');
    await panel.settle();
    assert.match(await textOf(panel.page, '#samples .pager'), /1 to 100 of 10 000/);
  });

  async function openParts(message: unknown, options: Partial<PanelOptions> = {}) {
    const panel = await open(message, options);
    return {
      page: panel.page,
      sent: () => panel.sent(),
      settle: () => panel.settle(),
      focused: () => panel.focused(),
      state: () => panel.state(),
      send: (next: unknown) => panel.send(next),
    };
  }
});

type Page = PanelPage['page'];

async function textOf(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? '').replace(/\s+/g, ' ');
}

async function pixels(page: Page): Promise<string> {
  return page.evaluate<string>(`document.querySelector('#samples canvas').toDataURL()`);
}
