import { describe, expect, test } from 'vitest';
import { sniffFormat } from '../../../src/main/images/sniff-format.ts';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

describe('sniffFormat', () => {
  test.each([
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['GIF89a', 'gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
    ['\0\0\0\x18ftypavif\0\0\0\0avifmif1', 'avif'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'avif'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heic'],
    ['\0\0\0\x18ftypcrx \0\0\0\x01crx isom', 'raw'],
    ['MM\0*\0\0\0\x08\0\0\0\0\0\0', 'tiff'],
    ['II*\0\x10\0\0\0CR\x02\0', 'raw'],
  ])('%j is %s', (text, format) => {
    expect(sniffFormat(bytesOf(text))).toEqual({ kind: 'decodable', format });
  });

  test.each([
    ['BM\x36\0', 'bmp'],
    ['\0\0\0\x18ftypmp42\0\0\0\0', 'isoMedia'],
    ['<!DOCTYPE html><html>', 'html'],
    ['\xef\xbb\xbf<svg xmlns="http://www.w3.org/2000/svg">', 'svg'],
    ['<?xpacket begin=""?>', 'xmp'],
    ['version https://git-lfs.github.com/spec/v1', 'gitLfs'],
  ])('%j is recognised', (text, fileKind) => {
    expect(sniffFormat(bytesOf(text))).toEqual({ kind: 'recognised', fileKind });
  });

  test.each([[''], ['\0'], ['hello'], ['\xff']])('%j is unknown', (text) => {
    expect(sniffFormat(bytesOf(text))).toEqual({ kind: 'unknown' });
  });
});
