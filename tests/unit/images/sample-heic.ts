/** A HEIC file for the tests of decoding: no encoder of ours writes one. */

/** The four quarters, 96 × 64, as HEVC (x265, full range, BT.601): decoder configuration box, and the slice. */
export const WIDTH = 96;
export const HEIGHT = 64;
const configuration = Buffer.from(
  'AAAAeGh2Y0MBA3AAAACQAAAAAAAe8AD8/fj4AAAPA2AAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAYQABACtCAQEDcAAAAwCQAAADAAADAB6g' +
    'MIEFlupJKa5uAhoMCAAAAwDIAAADAAhAYgABAAdEAcFysCJA',
  'base64',
);
export const slice = Buffer.from(
  'AAAAzCgBrwY4Wvz9N/iWB///sox6H+ifuLvlabr3u0b6WX//n2ICcP+GuVuIppyXMZ3rfZLQRe/2xAotx6Zkxsce4AcQKujYM3rXl3BVWdaikAToFFu0' +
    'aQP9dNxAaslIl2Mp+7eEiORv4Lv5D+gJg//z7oYzygZ+H4ROGAiTril8ZHH/tvzq7VmnLYX8PsSu85vgmVgTOaj1pYK3mBjAMJBQXt/GRT//SZ5Y' +
    '9o3X//+2Ern5UzH6FyxBr9ZpGp235ZnWhwtsD6q6Q/lw5/BdWQ==',
  'base64',
);

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
}

/** A box of the container. */
export function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type, 'latin1'), content]);
}

const fullBox = (type: string, version: number, ...contents: Buffer[]) =>
  box(type, u32(version << 24), ...contents);

/**
 * A HEIC file with that picture.
 *
 * properties  further boxes of the picture: rotation, colour profile
 * claimed     the size in the header
 */
export function heicOf(properties: Buffer[] = [], claimed = { width: WIDTH, height: HEIGHT }): Buffer {
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const associations = [1, 2, ...properties.map((_, index) => index + 3)];
  const metaWith = (sliceOffset: number) =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32(0), Buffer.from('pict'), u32(0, 0, 0), Buffer.from('\0')),
      fullBox('pitm', 0, u16(1)),
      fullBox('iinf', 0, u16(1), fullBox('infe', 2, u16(1, 0), Buffer.from('hvc1\0'))),
      fullBox('iloc', 0, u16(0x4400, 1, 1, 0, 1), u32(sliceOffset, slice.length)),
      box(
        'iprp',
        box('ipco', configuration, fullBox('ispe', 0, u32(claimed.width, claimed.height)), ...properties),
        fullBox('ipma', 0, u32(1), u16(1), Buffer.from([associations.length, ...associations])),
      ),
    );
  const sliceOffset = ftyp.length + metaWith(0).length + 8;
  return Buffer.concat([ftyp, metaWith(sliceOffset), box('mdat', slice)]);
}
