/** One clear line on stderr for whatever went wrong, and the exit code that goes with it. */

import { CommanderError } from 'commander';
import { toFailure, type ErrorCode, type FailureData } from '../shared/errors.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';
import { hintFor } from './hints.ts';
import { printable } from './print.ts';

/**
 * Tells a failure; with --json also as the one document on stdout: { "error": { "code", "message" } }.
 *
 * helpCommand  what explains the right usage, such as "tagwright train --help"
 * returns      the exit code
 */
export function reportFailure(error: unknown, isJson: boolean, helpCommand: string): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
  const isUsage = error instanceof CommanderError;
  const { code, message } = isUsage
    ? { code: 'invalid-input' as const, message: usageSentence(error.message, helpCommand) }
    : inEnglish(toFailure(error));
  const isBug = code === 'internal';
  const sentence = isBug ? `Something in Tagwright went wrong: ${message}` : message;
  const hint = isBug && !isDebugging() ? ' (TAGWRIGHT_DEBUG=1 shows where.)' : '';
  process.stderr.write(`tagwright: ${printable(sentence)}${hint}\n`);
  if (isBug && isDebugging()) process.stderr.write(`${stackOf(error)}\n`);
  if (isJson) process.stdout.write(`${JSON.stringify({ error: { code, message: sentence } }, null, 2)}\n`);
  return exitCodeOf(code);
}

function inEnglish({ code, message }: FailureData): { code: ErrorCode; message: string } {
  return { code, message: message.english + hintFor(message) };
}

function isDebugging(): boolean {
  return process.env.TAGWRIGHT_DEBUG === '1';
}

/** Commander says "error: unknown option '--x'\n(Did you mean --y?)". */
function usageSentence(message: string, helpCommand: string): string {
  const text = message
    .replace(/^error: /, '')
    .replace(/^(?:command-argument value '.*' is invalid for argument '(.*?)'\.) /, '<$1>: ')
    .replace(/^(?:option '(.*?)' argument '.*' is invalid\.) /, '$1: ')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  const start = text.startsWith('tagwright') ? '' : text.charAt(0).toUpperCase();
  const sentence = start + text.slice(start.length) + (/[.?!)]$/.test(text) ? '' : '.');
  return `${sentence} See: ${helpCommand}`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return (error.stack ?? error.message) + cause;
}
