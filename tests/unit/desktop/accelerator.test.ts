import { expect, test } from 'vitest';
import { acceleratorOf } from '../../../src/main/desktop/accelerator.ts';

test.each([
  ['Ctrl+Shift+Z', 'CmdOrCtrl+Shift+Z'],
  ['Ctrl+ArrowLeft', 'CmdOrCtrl+Left'],
  ['Ctrl++', 'CmdOrCtrl+Plus'],
  ['?', '?'],
])('%s is written %s in a menu', (key, accelerator) => {
  expect(acceleratorOf(key)).toBe(accelerator);
});
