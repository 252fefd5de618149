/** What the page in the window cannot do. */

import { expect, test } from './fixtures.ts';

const ask = (name: string, input = 'undefined') => `window.tagwright.request(${name}, ${input})`;

test('gives the page no way to Node, and runs it in the sandbox', async ({ launch }) => {
  const { app, page } = await launch();
  const found = await page.evaluate(
    `[typeof require, typeof process, typeof module, typeof Buffer, Object.keys(window.tagwright).sort().join()]`,
  );
  expect(found).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'on,pathOf,request']);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('sends a strict content policy, and means it', async ({ launch }) => {
  const { page } = await launch();
  const policy = await page.evaluate(
    `fetch(location.href).then((response) => response.headers.get('content-security-policy'))`,
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  const wasRun = await page.evaluate(`
    const script = document.createElement('script');
    script.textContent = 'window.wasInjected = true';
    document.body.append(script);
    window.wasInjected === true`);
  expect(wasRun).toBe(false);
  const outside = await page.evaluate(`fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused')`);
  expect(outside).toBe('refused');
});

test('serves nothing from outside of the page’s folder', async ({ launch }) => {
  const { page } = await launch();
  const statuses = await page.evaluate(`Promise.all(
    ['/../main/index.js', '/%2e%2e/main/index.js', '/..%2fmain%2findex.js', '/%2fetc%2fpasswd'].map((path) =>
      fetch('tagwright://window' + path).then((response) => response.status, () => 'refused')))`);
  for (const status of statuses as (number | string)[]) expect([404, 500, 'refused']).toContain(status);
});

test('stays on its own page and opens no other window', async ({ launch }) => {
  const { app, page } = await launch();
  await page.waitForSelector('h1');
  const before = page.url();
  for (const target of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,<p>elsewhere']) {
    await page.evaluate(`{ location.href = ${JSON.stringify(target)} }`);
    await page.evaluate(`{ const link = document.createElement('a'); link.href = ${JSON.stringify(target)};
      document.body.append(link); link.click(); }`);
  }
  expect(await page.evaluate(`window.open('https://example.org/') === null`)).toBe(true);
  expect(await page.evaluate(`window.open('about:blank') === null`)).toBe(true);
  // Playwright waits for ever for a navigation that was refused, so the page itself is asked.
  expect(await page.evaluate(`document.querySelector('h1') !== null`)).toBe(true);
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
  expect(windows).toEqual([before]);
});

test('is granted no permission', async ({ launch }) => {
  const { page } = await launch();
  const states = await page.evaluate(`Promise.all(
    ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map((name) =>
      navigator.permissions.query({ name }).then((status) => status.state)))`);
  expect(new Set(states as string[])).toEqual(new Set(['denied']));
});

test('is answered only what the contract has, with inputs that fit', async ({ launch }) => {
  const { page } = await launch();
  const refused = { ok: false, failure: { code: 'invalid-input' } };
  expect(await page.evaluate(ask(`'library.delete'`))).toMatchObject(refused);
  expect(await page.evaluate(ask(`'__proto__'`))).toMatchObject(refused);
  expect(
    await page.evaluate(ask(`{ toString: () => 'library.summary' }`).replace('toString: () =>', 'text:')),
  ).toMatchObject(refused);
  expect(await page.evaluate(ask(`'jobs.cancel'`, `'1; DROP TABLE job'`))).toMatchObject(refused);
  expect(await page.evaluate(ask(`'models.show'`, '99'))).toMatchObject({
    ok: false,
    failure: { code: 'not-found' },
  });
  expect(await page.evaluate(ask(`'library.summary'`))).toMatchObject({ ok: true, value: { photos: 0 } });
});
