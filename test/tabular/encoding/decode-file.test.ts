import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFile, textEncodings, type TextEncoding } from '../../../shared/tabular/encoding/index.ts';
import others from '../../fixtures/encoded-by-others.json' with { type: 'json' };
import { encode, encodeAbc } from '../../fixtures/legacy-encoders.ts';
import { fileOf } from '../workbench.ts';
import { vietnameseTable, vietnameseText } from './corpus.ts';

const readAll = async (bytes: Uint8Array, encoding: TextEncoding) => {
  const chunks: string[] = [];
  let bytesRead = 0;
  let unreadable = 0;
  for await (const chunk of decodeFile(await fileOf(bytes), encoding)) {
    chunks.push(chunk.text);
    bytesRead = chunk.bytesRead;
    unreadable += chunk.unreadable;
  }
  return { chunks, text: chunks.join(''), bytesRead, unreadable };
};

const read = async (bytes: Uint8Array, encoding: TextEncoding): Promise<string> =>
  (await readAll(bytes, encoding)).text;

const vietnamese = textEncodings.filter((encoding) => encoding !== 'windows-1252');

// The bytes were written by iconv of the GNU C library and by Python, each named in the fixture.
test.each(others.encoded.filter(({ encoding }) => encoding !== 'viscii'))(
  'reads $encoding as $tool wrote it',
  async ({ encoding, base64, text }) => {
    const bytes = Buffer.from(base64, 'base64');
    expect(await read(bytes, encoding as TextEncoding)).toBe(text ?? others.text);
  },
);

test('reads the motto of every letterhead as TCVN3 and VNI keyboards wrote it', async () => {
  const motto = 'Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc';
  const tcvn3 = 'Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc';
  const vni = 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc';
  expect(await read(Buffer.from(tcvn3, 'latin1'), 'tcvn3')).toBe(motto);
  expect(await read(Buffer.from(vni, 'latin1'), 'vni')).toBe(motto);
  expect(await read(Buffer.from('COÄNG HOØA XAÕ HOÄI', 'latin1'), 'vni')).toBe('CỘNG HÒA XÃ HỘI');
});

test.each(vietnamese)('reads back in NFC whatever was written in %s', async (encoding) => {
  await fc.assert(
    fc.asyncProperty(vietnameseTable, async (text) => {
      expect(await read(encode(text, encoding), encoding)).toBe(text.normalize('NFC'));
    }),
    { numRuns: 40 },
  );
});

describe('a block that ends in the middle', () => {
  const BLOCK = 512 * 1024;

  test.each(vietnamese)('cuts no letter of %s, wherever the border falls', async (encoding) => {
    const line = encode(`${vietnameseText}\n`, encoding);
    for (let shift = 0; shift < 6; shift += 1) {
      const pad = encode('1'.repeat(shift), encoding);
      const count = Math.ceil((BLOCK + 4096) / line.length);
      const bytes = Buffer.concat([pad, ...Array<Buffer>(count).fill(line)]);
      const { text, bytesRead, unreadable } = await readAll(bytes, encoding);
      expect(text === '1'.repeat(shift) + `${vietnameseText}\n`.repeat(count), `${encoding} ${shift}`).toBe(
        true,
      );
      expect({ bytesRead, unreadable }).toEqual({ bytesRead: bytes.length, unreadable: 0 });
    }
  });

  test('keeps decomposed letters with their marks', async () => {
    const text = 'tiếng Việt ở Quỳnh Phụ '.normalize('NFD').repeat(30_000);
    const { chunks } = await readAll(Buffer.from(text), 'utf-8');
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.join('')).toBe(text);
    for (const chunk of chunks) expect(chunk).not.toMatch(/^\p{M}/u);
  });
});

test('drops the byte order mark of Unicode', async () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const)
    expect(await read(encode('\ufeffmã,tên\n', encoding), encoding)).toBe('mã,tên\n');
});

test('counts what the encoding has no meaning for', async () => {
  const half = Buffer.concat([encode('tên', 'utf-16le'), Buffer.from([0x00, 0xd8, 0x41, 0x00])]);
  expect(await readAll(half, 'utf-16le')).toMatchObject({ text: 'tên\ufffdA', unreadable: 1 });
  expect(await readAll(Buffer.from([0x41, 0xff, 0x42]), 'utf-8')).toMatchObject({ unreadable: 1 });
});

describe('TCVN3', () => {
  const abc = (text: string): Promise<string> => read(encodeAbc(text), 'tcvn3');

  test('has no toned capitals: words between capitals are raised, others stay', async () => {
    for (const text of [
      'SỞ THÔNG TIN VÀ TRUYỀN THÔNG',
      'THÀNH PHỐ HÀ NỘI, xã Vũ Tây',
      'UBND xã Đông Mỹ',
      'HĐND',
    ])
      expect(await abc(text)).toBe(text);
  });

  test('leaves signs that share codes with letters of the full standard', async () => {
    const signs = 'diện tích 25 m² ở 30 °C ± 2 “trích dẫn” – “VIỆT NAM”…';
    expect(await abc(signs)).toBe(signs);
  });

  test('a line without end is read in bounded pieces', async () => {
    const bytes = Buffer.concat(Array<Buffer>(120_000).fill(encodeAbc('Quỳnh Phụ ở đây, ')));
    const { text, chunks } = await readAll(bytes, 'tcvn3');
    expect(text === 'Quỳnh Phụ ở đây, '.repeat(120_000)).toBe(true);
    expect(chunks.length).toBeGreaterThan(2);
  });
});

test('any bytes can be read as any encoding', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(...textEncodings),
      async (bytes, encoding) => {
        expect(typeof (await read(bytes, encoding))).toBe('string');
      },
    ),
    { numRuns: 60 },
  );
});
