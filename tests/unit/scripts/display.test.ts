import { expect, test } from 'vitest';
import { hasDisplay } from '../../../scripts/launcher/display.ts';

test.each([
  [{}, 'linux', false],
  [{ DISPLAY: '' }, 'linux', false],
  [{ DISPLAY: ':0' }, 'linux', true],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
  [{}, 'darwin', true],
  [{}, 'win32', true],
] as const)('%j on %s: %s', (environment, platform, expected) => {
  expect(hasDisplay(environment, platform)).toBe(expected);
});
