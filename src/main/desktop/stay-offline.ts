/** Takes the network away from Chromium, which has habits of its own of calling home. */

import { app } from 'electron';

const habits = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings',
];

/**
 * From now on no name and no address can be found, no proxy is looked for, and Chromium's habits are switched off. To
 * be called before Electron is ready.
 *
 * developmentUrl  where a development server has the page: its host alone can be found
 */
export function stayOffline(developmentUrl: string | undefined): void {
  const { commandLine } = app;
  const exception = developmentUrl === undefined ? '' : `, EXCLUDE ${new URL(developmentUrl).hostname}`;
  commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${exception}`);
  // Looking for a proxy asks the local network.
  commandLine.appendSwitch('no-proxy-server');
  for (const habit of habits) commandLine.appendSwitch(habit);
}
