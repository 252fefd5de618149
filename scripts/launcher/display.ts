/** The display that a window is drawn on. */

import { spawn } from 'node:child_process';
import { SetUpError } from './run-command.ts';

/** True when a window can be shown: always, except on a Linux without a display server. */
export function hasDisplay(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

export interface VirtualDisplay {
  /** as DISPLAY wants it: ":99" */
  name: string;
  stop(): Promise<void>;
}

/**
 * Starts Xvfb on a display number that is free (Xvfb chooses it itself).
 *
 * Throws SetUpError when it does not come up.
 */
export function startVirtualDisplay(): Promise<VirtualDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  // A test run that is ended from outside must not leave its display behind.
  process.once('exit', () => server.kill());
  return new Promise((resolve, reject) => {
    let complaint = '';
    const failed = (): void =>
      reject(new SetUpError(`The virtual display (Xvfb) did not start. ${complaint.trim()}`));
    server.once('error', failed);
    server.once('exit', failed);
    server.stderr?.on('data', (chunk) => (complaint += String(chunk)));
    server.stdio[3]?.once('data', (chunk) => {
      const stop = (): Promise<void> => {
        server.kill();
        return ended;
      };
      resolve({ name: `:${String(chunk).trim()}`, stop });
    });
  });
}
