#!/usr/bin/env node
/**
 * Starts the `tagwright` command on a Node that can run it: this one from version 24 on, else the Node of the npm
 * package `node`, which every installation has. Plain JavaScript without dependencies, as older versions read it, too.
 */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 24;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const entry = new URL('../src/cli/index.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) await import(entry.href);
else startOn(findNode());

/** The binary inside the package `node`; undefined when it is not installed. */
function findNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function startOn(node) {
  if (node === undefined) {
    console.error(
      `tagwright: this is Node ${process.versions.node}, and the Node ${OLDEST_NODE} it brings along is missing. Run: npm ci`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [fileURLToPath(entry), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The child ends in its own time; this process waits for it and only passes the signal on.
  for (const signal of STOP_SIGNALS) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(`tagwright: ${node} could not be started (${error.message}). Run: npm ci`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 128 + constants.signals[signal];
  });
}
