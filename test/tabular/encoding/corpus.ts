import fc from 'fast-check';
import { allCommunes } from '../../../local/demo/datasets/places.ts';

const sentences = [
  'Ủy ban nhân dân tỉnh giao các sở rà soát số liệu và gửi về trước ngày mười lăm hằng tháng',
  'Những người nghỉ học giữa kỳ được bổ sung vào danh sách của huyện',
  'Cầu vượt sông Trà Lý dài hai trăm mười mét, tải trọng mười ba tấn',
  'Khuyến khích hộ nuôi trồng thủy sản chuyển đổi giống, quản lý nguồn nước',
  'Ỷ lại, ương bướng, uể oải, quạnh quẽ, khuỷu tay, nghiễm nhiên, giếng nước, quốc lộ, huých, ngoẹo',
];

/** Vietnamese syllables of sentences of our own and of the names of the communes. */
export const vietnameseWords: readonly string[] = [
  ...new Set(
    [...sentences, ...allCommunes.map(({ kind, name, former }) => `${kind} ${name} ${former}`)]
      .join(' ')
      .normalize('NFC')
      .match(/\p{L}+/gu) ?? [],
  ),
];

export const vietnameseText = sentences.join('\n');

const cased = fc.constantFrom(
  (word: string) => word.toLowerCase(),
  (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase(),
);

/** A phrase in one case: officers write a title in capitals, not single words of it. */
const phrase = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...vietnameseWords), cased), { minLength: 1, maxLength: 8 }),
    fc.boolean(),
  )
  .map(([words, isTitle]) => words.map(([word, as]) => (isTitle ? word.toUpperCase() : as(word))).join(' '));

/** Tables of Vietnamese phrases and numbers. */
export const vietnameseTable = fc
  .array(fc.oneof({ weight: 4, arbitrary: phrase }, fc.integer().map(String)), {
    minLength: 1,
    maxLength: 30,
  })
  .map((cells) => cells.map((cell, i) => cell + (i % 3 === 2 ? '\n' : ',')).join(''));
