/** What docs/privacy.md promises of the window: Chromium's own log of its network, and the places programs leave things in. */

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

interface NetworkUse {
  /** addresses of the network that anything asked for, whether let through or not */
  asked: string[];
  /** what left for the network or tried to: names looked up, connections, datagrams */
  sent: string[];
}

const sending = [
  'DNS_TRANSACTION_ATTEMPT',
  'HOST_RESOLVER_SYSTEM_TASK',
  'SOCKS5_CONNECT',
  'TCP_CONNECT_ATTEMPT',
  'UDP_BYTES_SENT',
];

/** Reads what Chromium wrote because of --log-net-log; whole once the app has ended. */
function readNetworkLog(file: string): NetworkUse {
  const log = JSON.parse(readFileSync(file, 'utf8')) as {
    constants: { logEventTypes: Record<string, number> };
    events: { type: number; params?: { url?: string } }[];
  };
  const names = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]));
  // A name that this Chromium does not know would make the check blind.
  for (const name of sending) expect(log.constants.logEventTypes).toHaveProperty(name);
  return {
    asked: log.events
      .filter(({ type }) => names.get(type) === 'REQUEST_ALIVE')
      .flatMap(({ params }) =>
        params?.url !== undefined && /^(http|ws)s?:/.test(params.url) ? [params.url] : [],
      ),
    sent: log.events
      .filter(({ type }) => sending.includes(names.get(type)!))
      .map(({ type, params }) => `${names.get(type)} ${JSON.stringify(params)}`),
  };
}

/** Everything in a folder but folders, as paths in it. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

test('asks the network for nothing and leaves nothing outside of its own folder', async ({
  launch,
  dataFolder,
}) => {
  const person = join(dataFolder, 'person');
  const places = {
    HOME: 'home',
    XDG_CACHE_HOME: 'cache',
    XDG_CONFIG_HOME: 'configuration',
    XDG_DATA_HOME: 'data',
    XDG_STATE_HOME: 'state',
    TMPDIR: 'temporary',
  };
  const environment: Record<string, string> = { CI: '', TAGWRIGHT_SAMPLE_COUNT: '60' };
  for (const [variable, place] of Object.entries(places)) {
    environment[variable] = join(person, place);
    mkdirSync(environment[variable], { recursive: true });
  }
  const logFile = join(dataFolder, 'network.json');
  const { app, page } = await launch({ args: [`--log-net-log=${logFile}`], environment });

  await page.getByRole('button', { name: 'Try it with sample photos' }).click();
  await expect(page.getByRole('region', { name: 'How well it did' })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Look at the photos' }).click();
  await page.getByRole('combobox', { name: 'Search photos' }).pressSequentially('mispeld');
  await app.close();

  const { asked, sent } = readNetworkLog(logFile);
  expect(asked).toEqual([]);
  expect(sent).toEqual([]);
  // Elsewhere the system tells a program its places, whatever these variables say.
  if (process.platform !== 'linux') return;
  // The caches of the graphics driver and of the list of fonts, and the desktop's own settings: docs/privacy.md.
  const left = filesIn(person).filter(
    (file) => !/^cache\/(mesa_shader_cache|nvidia|fontconfig|dconf)/.test(file),
  );
  expect(left).toEqual([]);
});

test('has no way to the network, not even for its own main process', async ({ launch, dataFolder }) => {
  const logFile = join(dataFolder, 'network.json');
  const { app } = await launch({ args: [`--log-net-log=${logFile}`] });
  const addresses = ['https://tagwright.example/', 'http://192.0.2.1/', 'http://localhost:9/'];
  // A session of its own, which nothing but the network's absence holds back.
  const failures = await app.evaluate(
    ({ session }, urls) =>
      Promise.all(
        urls.map((url) =>
          session
            .fromPartition('unguarded')
            .fetch(url)
            .then(
              () => 'reached',
              (error: Error) => error.message,
            ),
        ),
      ),
    addresses,
  );
  await app.close();

  expect(failures).not.toContain('reached');
  expect(readNetworkLog(logFile)).toEqual({ asked: expect.arrayContaining(addresses) as string[], sent: [] });
});
