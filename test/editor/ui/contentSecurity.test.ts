import { strict as assert } from 'node:assert';
import { createServer, type Server } from 'node:http';
import * as v from 'valibot';
import { EditorWindow } from './editorWindow';
import { newProfile } from './machine';

/** What the probes inside the panel's page found. */
const Findings = v.strictObject({
  inlineScriptRan: v.boolean(),
  inlineHandlerRan: v.boolean(),
  evalRan: v.boolean(),
  imageLoaded: v.boolean(),
  fetched: v.boolean(),
});

// The probes run in a timer: a debugger's own evaluation, such as this one's, may use `eval` whatever the policy says.
const probes = (address: string) => `new Promise((resolve) => setTimeout(async () => {
  const script = document.createElement('script');
  script.textContent = 'window.inlineScriptRan = true';
  document.body.append(script);
  const holder = document.createElement('div');
  holder.innerHTML = '<img src="data:image/png;base64,AA" onerror="window.inlineHandlerRan = true">';
  document.body.append(holder);
  let evalRan = false;
  try { evalRan = window.eval('true'); } catch {}
  const imageLoaded = await new Promise((done) => {
    const image = new Image();
    image.onload = () => done(true);
    image.onerror = () => done(false);
    image.src = ${JSON.stringify(`${address}/image.png`)};
  });
  const fetched = await fetch(${JSON.stringify(`${address}/data`)}, { mode: 'no-cors' }).then(() => true, () => false);
  setTimeout(() => resolve({
    inlineScriptRan: window.inlineScriptRan === true,
    inlineHandlerRan: window.inlineHandlerRan === true,
    evalRan, imageLoaded, fetched,
  }), 200);
}))`;

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the page of the panel', () => {
  let window: EditorWindow;
  let elsewhere: Server;
  let address: string;
  const requests: string[] = [];

  before(async () => {
    elsewhere = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' }).end(pixel);
    });
    await new Promise<void>((resolve) => {
      elsewhere.listen(0, '127.0.0.1', resolve);
    });
    const bound = elsewhere.address();
    assert.ok(bound !== null && typeof bound === 'object');
    address = `http://127.0.0.1:${bound.port}`;
    window = await EditorWindow.open({ profile: newProfile() });
    await window.command('Decimal Benchmark: Show Results');
    await window.panel.getByRole('button').first().waitFor();
  });

  after(async () => {
    await window.close();
    elsewhere.close();
  });

  it('runs no script but its own, and loads nothing from elsewhere', async () => {
    const found: unknown = await window.panel.locator('main').evaluate(probes(address));
    assert.deepEqual(v.parse(Findings, found), {
      inlineScriptRan: false,
      inlineHandlerRan: false,
      evalRan: false,
      imageLoaded: false,
      fetched: false,
    });
    assert.deepEqual(requests, []);
  });

  it('could reach that address from outside of the panel, so the probes prove something', async () => {
    const response = await fetch(`${address}/image.png`);
    assert.equal(response.status, 200);
    assert.deepEqual(requests, ['/image.png']);
  });

  it('says what it is and what Run will do before anything was measured', async () => {
    await window.panel.getByRole('button', { name: /run/i }).first().waitFor();
    await window.screenshot('empty');
  });
});
