import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutStrayBytes } from '../../../src/main/images/without-stray-bytes.ts';

const start = Buffer.from('ffd8', 'hex');
const table = Buffer.from('ffdb0004abcd', 'hex');
const bare = Buffer.from('ff01', 'hex');
const scan = Buffer.from('ffda0002112233ffd9', 'hex');

test('leaves a JPEG without stray bytes alone', () => {
  expect(withoutStrayBytes(Buffer.concat([start, table, bare, table, scan]))).toBeNull();
});

test('takes out what lies between segments, and nothing behind the start of the scan', () => {
  const stray = [Buffer.from('00', 'hex'), Buffer.from('ff00ff', 'hex'), Buffer.from('123456', 'hex')];
  const jpeg = Buffer.concat([start, stray[0]!, table, stray[1]!, bare, stray[2]!, scan]);
  expect(withoutStrayBytes(jpeg)).toEqual(Buffer.concat([start, table, bare, scan]));
});

test('gives up on a file without a scan, or cut off in the header', () => {
  expect(withoutStrayBytes(Buffer.concat([start, Buffer.from('00'), table]))).toBeNull();
  expect(withoutStrayBytes(Buffer.concat([start, Buffer.from('0000ffdb', 'hex')]))).toBeNull();
  expect(withoutStrayBytes(Buffer.alloc(0))).toBeNull();
});

test('never throws, ends, and has nothing left to take out', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.constantFrom<Uint8Array>(table, bare, scan, Buffer.from([0xff]), Buffer.from([0xff, 0xda])),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const mended = withoutStrayBytes(Buffer.concat([start, ...pieces]));
      if (mended) expect(withoutStrayBytes(mended)).toBeNull();
    }),
  );
});
