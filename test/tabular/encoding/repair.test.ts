import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellRepairer,
  detectRepair,
  fontCodes,
  repairText,
  toldRepair,
  undoMojibake,
  type CellText,
  type RepairCounts,
  type RepairFinding,
} from '../../../shared/tabular/encoding/index.ts';
import others from '../../fixtures/encoded-by-others.json' with { type: 'json' };
import { encode, encodeAbc } from '../../fixtures/legacy-encoders.ts';
import { vietnameseText, vietnameseWords } from './corpus.ts';

const cells = (...texts: string[]): CellText[] => texts.map((text, i) => ({ text, column: 1, row: i + 1 }));

const repaired = (
  table: readonly CellText[],
): { finding: RepairFinding; texts: string[]; counts: RepairCounts } => {
  const finding = detectRepair(table);
  const repairer = cellRepairer(finding);
  return { finding, texts: table.map(repairer.repair), counts: repairer.counts() };
};

/** Legacy codes as a program of western Europe shows them, inside valid Unicode. */
const shown = (bytes: Buffer): string => bytes.toString('latin1');

const legacy = {
  tcvn3: (text: string) => shown(encodeAbc(text)),
  vni: (text: string) => shown(encode(text, 'vni')),
  'windows-1258': (text: string) => shown(encode(text, 'windows-1258')),
  mojibake: (text: string) => shown(Buffer.from(text)),
};

describe.each(Object.keys(legacy) as (keyof typeof legacy)[])('%s inside valid Unicode', (kind) => {
  const write = legacy[kind];

  test('is found, and every sentence comes back', () => {
    const lines = vietnameseText.split('\n');
    const { finding, texts, counts } = repaired(cells(...lines.map(write)));
    expect(finding).toMatchObject({ repair: kind, columns: new Map() });
    expect(finding.alternatives).toContain('none');
    expect(finding.confidence).toBeGreaterThan(0.8);
    // The toned capital of a word in small letters has no code in the ABC fonts.
    const small = (text: string): string => (kind === 'tcvn3' ? text.toLowerCase() : text);
    expect(texts.map(small)).toEqual(lines.map(small));
    expect(counts).toMatchObject({ byWords: lines.length, leftAlone: 0 });
    expect(counts.samples[0]).toEqual({ before: write(lines[0] ?? ''), after: texts[0], row: 1, column: 1 });
  });

  test('beside right cells is repaired cell by cell, with a count', () => {
    const right = ['Đường tỉnh 396B', 'xã Thụy Anh', 'Trần Hưng Đạo', 'Bé', 'Hà Nội'];
    const wrong = ['những người ở lại', 'cầu vượt sông', 'thủy sản'];
    const { texts, counts } = repaired(cells(...right, ...wrong.map(write)));
    expect(texts).toEqual([...right, ...wrong]);
    expect(counts).toMatchObject({ byWords: 3, byColumn: 0, byFont: 0 });
  });

  test('needs nothing in what it has repaired', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...vietnameseWords], { minLength: 1, maxLength: 20 }), (words) => {
        const text = words.join(' ');
        expect(detectRepair(cells(text)).repair).toBe('none');
        expect(repairText(text, 'none')).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  [
    'French',
    'Libellé fonction',
    'où',
    'maïs',
    'Noël',
    'né',
    'là',
    'tôt',
    'à la carte',
    'dépôt',
    'goût',
    'août',
  ],
  ['French, short words only', 'où', 'tôt', 'dès', 'là', 'né', 'thé', 'à', 'ça'],
  ['German', 'Straße', '§ 5', 'München', 'Größe', 'für', 'Öl', 'Ä', 'Übung'],
  ['Spanish and Portuguese', 'España', 'año', 'niño', 'Núñez', 'São Paulo', 'Ação', 'SÃO JOÃO', 'coração'],
  [
    'English with signs',
    'naïve',
    'café',
    '“quoted” – text',
    '5 °C',
    '© 2025',
    '½',
    '5ª',
    '®',
    'µg',
    '£5',
    '10 µ',
    '¶',
  ],
  ['ASCII', 'Thai Binh', 'a?b', '=A1+B2', ''],
  [
    'Vietnamese',
    'Thái Bình',
    'Đường',
    'Bé',
    'có',
    'toà nhà',
    'UBND xã',
    'Lý',
    'mỳ',
    'mì',
    'ngõ',
    'Đắk Lắk',
    '25 °C',
  ],
  ['Vietnamese in Latin-1 letters', 'Lê', 'Hà', 'Tô', 'Mã', 'Bé', 'Tá', 'Thái', 'Bình', 'xã', 'ngõ', 'lý'],
  ['Russian', 'Москва', 'Название'],
  [
    'Vietnamese with numbered roads and abbreviations',
    'Đường tỉnh ĐT.10',
    'Đường tỉnh ĐT.454',
    'ĐH.72',
    'QĐ',
  ],
])('%s is never repaired', (_, ...texts) => {
  const { finding, texts: after, counts } = repaired(cells(...texts));
  expect(finding.repair).toBe('none');
  expect(after).toEqual(texts);
  expect(counts.samples).toEqual([]);
});

describe('words that are Vietnamese both ways', () => {
  test('follow a column in which nothing is right as it stands', () => {
    const { texts, counts } = repaired(cells('Th¸i B×nh', '§­êng tØnh', 'Bé', 'H§ND', 'm²'));
    expect(texts).toEqual(['Thái Bình', 'Đường tỉnh', 'Bộ', 'HĐND', 'm²']);
    expect(counts).toMatchObject({ byWords: 2, byColumn: 2 });
  });

  test('stay, and are shown as doubts, beside words that are right', () => {
    const { texts, counts } = repaired(cells('Th¸i B×nh', 'Đường tỉnh', 'Bé'));
    expect(texts).toEqual(['Thái Bình', 'Đường tỉnh', 'Bé']);
    expect(counts.doubts).toEqual([{ before: 'Bé', after: 'Bộ', row: 3, column: 1 }]);
  });

  test('are judged column by column', () => {
    const table = [
      { text: 'Th¸i', column: 1 },
      { text: 'Bé', column: 1 },
      { text: 'Bình an, Đường', column: 2 },
      { text: 'Bé', column: 2 },
    ];
    expect(repaired(table).texts).toEqual(['Thái', 'Bộ', 'Bình an, Đường', 'Bé']);
  });
});

test('one column may be TCVN3 and another VNI', () => {
  const words = ['những người ở lại', 'cầu vượt sông', 'thủy sản'];
  const table = words.flatMap((text) => [
    { text: legacy.tcvn3(text), column: 1 },
    { text: legacy.vni(text), column: 2 },
  ]);
  expect(repaired(table).texts).toEqual(words.flatMap((text) => [text, text]));
});

describe('the font of a cell', () => {
  test.each([
    ['.VnTime', { repair: 'tcvn3', capitals: false }],
    ['.VnTimeH', { repair: 'tcvn3', capitals: true }],
    ['.VnArial NarrowH', { repair: 'tcvn3', capitals: true }],
    ['.VNTIMEH', { repair: 'tcvn3', capitals: true }],
    ['.vntimeh', { repair: 'tcvn3', capitals: true }],
    ['VNI-Times', { repair: 'vni', capitals: false }],
    ['Times New Roman', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (font, codes) => {
    expect(fontCodes(font)).toEqual(codes);
  });

  test('decides for that cell, capitals too', () => {
    const { texts, counts, finding } = repaired([
      { text: 'tæng hîp', font: '.VnTimeH' },
      { text: 'Bé', font: '.VnTime' },
      { text: 'Bé', font: 'Arial' },
      { text: 'Thaùi Bình', font: 'VNI-Times' },
      { text: '2025', font: '.VnTime' },
    ]);
    expect(texts).toEqual(['TỔNG HỢP', 'Bộ', 'Bé', 'Thái Bình', '2025']);
    expect(counts).toMatchObject({ byFont: 3 });
    expect(finding.fonts.get('.VnTime')).toEqual({ repair: 'tcvn3', cells: 2 });
  });

  test('is not believed where the text is proper Vietnamese already', () => {
    const { texts, counts } = repaired([{ text: 'Đường tỉnh', font: '.VnTime' }]);
    expect(texts).toEqual(['Đường tỉnh']);
    expect(counts).toMatchObject({ fontIgnored: 1, byFont: 0 });
  });

  test('is not believed of a word that reads both ways where the others of its column or sheet are Unicode', () => {
    const sheet = [
      { text: 'Tên trường', font: '.VnTime', column: 0 },
      { text: 'Xã', font: '.VnTime', column: 1 },
      { text: 'Trường Vũ Thư', font: '.VnTime', column: 0 },
      { text: 'Vũ Thư', font: '.VnTime', column: 1 },
    ];
    expect(repaired(sheet)).toMatchObject({
      texts: sheet.map(({ text }) => text),
      counts: { byFont: 0, fontIgnored: 4 },
    });
    const beside = repaired([
      { text: 'Trường Vũ Thư', font: '.VnTime', column: 0 },
      { text: 'Bé', font: '.VnTime', column: 1 },
      { text: 'Th¸i Thôy', font: '.VnTime', column: 1 },
      { text: 'Th¸i B×nh', font: '.VnTime', column: 1 },
      { text: 'Bé', font: '.VnTime', column: 0 },
    ]);
    expect(beside.texts).toEqual(['Trường Vũ Thư', 'Bộ', 'Thái Thụy', 'Thái Bình', 'Bé']);
  });
});

test('the officer has the last word', () => {
  const none = cellRepairer(toldRepair('none'));
  expect(none.repair({ text: 'Th¸i', font: '.VnTime' })).toBe('Th¸i');
  const vni = cellRepairer(toldRepair('vni'));
  expect(vni.repair({ text: 'Thaùi' })).toBe('Thái');
  expect(vni.counts()).toMatchObject({ byWords: 1 });
});

test('marks apart from their letters are joined, counted and shown', () => {
  const text = 'Quỳnh Phụ'.normalize('NFD');
  const { finding, texts, counts } = repaired(cells(text));
  expect(finding).toMatchObject({ repair: 'none', decomposed: 1 });
  expect(texts).toEqual(['Quỳnh Phụ']);
  expect(counts).toMatchObject({ joined: 1, samples: [{ before: text, after: 'Quỳnh Phụ' }] });
});

describe('mojibake', () => {
  // Made by Python, as the fixture says.
  test.each(others.mojibake)('through $through is undone', ({ text, means }) => {
    expect(repairText(text, 'mojibake')).toBe(means);
    expect(detectRepair(cells(text)).repair).toBe('mojibake');
  });

  test('says how often it had been misread', () => {
    const once = shown(Buffer.from('Bình'));
    expect(undoMojibake(once)).toEqual({ text: 'Bình', times: 1 });
    expect(undoMojibake(shown(Buffer.from(once)))).toEqual({ text: 'Bình', times: 2 });
    expect(undoMojibake('Bình')).toEqual({ text: 'Bình', times: 0 });
  });

  test('of other languages is undone too', () => {
    expect(repaired(cells('cafÃ©', 'GrÃ¶ÃŸe')).texts).toEqual(['café', 'Größe']);
  });
});

/** The letters of VNI for Windows, written down by hand from what its fonts show; not from the table of the product. */
test.each([
  ['aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë', 'á à ả ã ạ â ấ ầ ẩ ẫ ậ ă ắ ằ ẳ ẵ ặ'],
  ['eù eø eû eõ eï eâ eá eà eå eã eä', 'é è ẻ ẽ ẹ ê ế ề ể ễ ệ'],
  ['í ì æ ó ò yù yø yû yõ î', 'í ì ỉ ĩ ị ý ỳ ỷ ỹ ỵ'],
  ['où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï', 'ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ'],
  ['uù uø uû uõ uï ö öù öø öû öõ öï ñ', 'ú ù ủ ũ ụ ư ứ ừ ử ữ ự đ'],
  ['AÙ AÂ AÁ AÊ AÉ EÂ EÁ Í Æ Ò OÂ OÁ Ô ÔÙ UÙ Ö ÖÙ Î Ñ', 'Á Â Ấ Ă Ắ Ê Ế Í Ỉ Ị Ô Ố Ơ Ớ Ú Ư Ứ Ỵ Đ'],
])('VNI %s', (codes, letters) => {
  expect(repairText(codes, 'vni')).toBe(letters);
});

test('UTF-8 whose last byte was cut off is lost, and named', () => {
  // The fixed blank behind the lead became a plain one, and was trimmed.
  const { finding } = repaired(cells('xÃ', 'Thị xÃ Hưng Yên', 'XÃ An Bình'));
  expect(finding.lost).toEqual({ cells: 2, samples: ['xÃ', 'Thị xÃ Hưng Yên'] });
});

test('letters that are lost are named, not repaired', () => {
  const { finding, texts } = repaired(cells('Th?i B?nh', 'Qu\ufffdnh', 'https://x.vn/?a=b?c', 'Có không?'));
  expect(finding.lost).toEqual({ cells: 2, samples: ['Th?i B?nh', 'Qu\ufffdnh'] });
  expect(texts[0]).toBe('Th?i B?nh');
});

test('any text gets an answer, and no repair throws', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 20 }), (texts) => {
      const { counts } = repaired(cells(...texts));
      expect(counts.samples.length).toBeLessThanOrEqual(10);
    }),
    { numRuns: 100 },
  );
});
