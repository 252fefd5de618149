import { afterEach, expect, test, vi } from 'vitest';
import { openTensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';

afterEach(() => vi.restoreAllMocks());

test('opens wasm on request, quietly, and computes', async () => {
  const spoken = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error'), vi.spyOn(console, 'log')];
  const { tf, backend, reason } = await openTensorFlow({ prefer: 'wasm' }, {});
  expect(backend).toBe('wasm');
  expect(tf.getBackend()).toBe('wasm');
  expect(reason.english).not.toBe('');
  const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), tf.tensor1d([10, 20])).dataSync());
  expect([...sum]).toEqual([11, 22]);
  for (const spy of spoken) expect(spy).not.toHaveBeenCalled();
});

test('falls back to wasm with the reason when tfjs-node cannot be loaded', async () => {
  const opened = await openTensorFlow({}, { TAGWRIGHT_TFJS_NODE: '/nowhere/tfjs-node' });
  expect(opened.backend).toBe('wasm');
  expect(opened.reason.english).toMatch(/tfjs-node could not be loaded: .*nowhere/);
});

test('a forced backend that fails is an error that says so', async () => {
  const environment = {
    TAGWRIGHT_TRAINING_BACKEND: 'tensorflow',
    TAGWRIGHT_TFJS_NODE: '/nowhere/tfjs-node',
  };
  await expect(openTensorFlow({}, environment)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('TAGWRIGHT_TRAINING_BACKEND asks for tensorflow'),
  });
});

test('forcing wins over preferring; another value is refused', async () => {
  const forced = await openTensorFlow({ prefer: 'tensorflow' }, { TAGWRIGHT_TRAINING_BACKEND: 'wasm' });
  expect(forced.backend).toBe('wasm');
  await expect(openTensorFlow({}, { TAGWRIGHT_TRAINING_BACKEND: 'gpu' })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('got "gpu"'),
  });
});
