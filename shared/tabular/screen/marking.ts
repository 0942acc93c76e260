import texts from './texts.json' with { type: 'json' };
import type { Pattern } from './pattern.ts';

const { bare, levels, levelsWithoutMarks, internal, documents, secrets, stamps } = texts.markings;

/** Blanks of any kind: printed forms set words apart with several, and with some that do not break. */
const BLANK = '[\\s\u00a0\u2000-\u200b\u202f\u3000]';

/** Letters may stand apart as in a stamp: `T Ố I   M Ậ T`. */
const spaced = (word: string): string => [...word].join(`${BLANK}{0,3}`);

const phrase = (words: string, letters = spaced): string =>
  words.split(' ').map(letters).join(`${BLANK}{1,8}`);

const any = (...lists: readonly (readonly string[])[]): string =>
  `(?:${lists
    .flat()
    .map((words) => phrase(words))
    .join('|')})`;

// How often is bounded: of a text of nothing but line ends each would else be read to the end of the text.
const LINE_BEGINS = '(?:^|[\\n\\r])[\\s\u00a0(\\[{"“*_-]{0,20}';
const LINE_ENDS = '[\\s\u00a0)\\]}"”*_.!]{0,20}(?:$|[\\n\\r])';
const SET_APART = `[–—|:(\\[-]${BLANK}{0,8}`;

const LINE_ENDS_OR_GOES_ON = `(?:${LINE_ENDS}|${BLANK}{0,8}[-–—:|)\\]])`;

/** `TÀI LIỆU TUYỆT MẬT`: what kind of document it is, and how secret. */
const kinds = documents.map((words) => phrase(words, (word) => word)).join('|');
const secretDocument = `(?:${kinds})${BLANK}{1,8}${any(bare, levels, secrets)}`;

/**
 * A marking stands alone, or at the beginning or end of a line and set apart, in capitals: “MẬT – Báo cáo …”, “BÁO CÁO MẬT”.
 * “MẬT ĐỘ”, “MẬT ONG” and “bí mật” are words of a text.
 */
export const marking: Pattern = {
  source:
    `(${LINE_BEGINS}(?:${any(bare, levels, levelsWithoutMarks, stamps)}|${secretDocument})${LINE_ENDS_OR_GOES_ON}` +
    `|${LINE_BEGINS}${any(levels)}${BLANK}` +
    `|${SET_APART}${any(bare, levels, levelsWithoutMarks)}${LINE_ENDS})`,
};

/** `Độ mật: Tối mật`, and documents for internal circulation, in any letters. */
export const statedMarking: Pattern = {
  source:
    `((?:độ|do)${BLANK}{1,3}(?:bảo${BLANK}{1,3})?(?:mật|mat)${BLANK}{0,8}[:：]${BLANK}{0,8}${any(levels, levelsWithoutMarks, bare, ['MAT'])}${LINE_ENDS}` +
    `|${LINE_BEGINS}${any(levels)}${LINE_ENDS}` +
    `|${LINE_BEGINS}(?:tài liệu |tai lieu )?(?:chỉ |chi )?${any(internal)}(?:${LINE_ENDS}|\\s*[-–—:,;|)\\]])` +
    `|${any(internal)}${LINE_ENDS})`,
  ignoresCase: true,
};

/** Above, below and in names of sheets and files the same in any letters, and “Bí mật nhà nước” alone; a cell may name a subject so. */
export const titleMarking: Pattern = {
  source: `(${LINE_BEGINS}(?:${any(secrets)}|${secretDocument})${LINE_ENDS_OR_GOES_ON})`,
  ignoresCase: true,
};

/** A cell of a column that tells the level of secrecy. */
export const secretLevel: Pattern = {
  source: `^${BLANK}*(${any(levels, levelsWithoutMarks, bare)})${BLANK}*$`,
  ignoresCase: true,
};

/** In names of files and sheets words are all there is: `bao-cao-tuyet-mat`. */
export const markingInName: Pattern = {
  source: `(?:^|[^\\pL])(${any(levels, levelsWithoutMarks, internal)})(?:$|[^\\pL])`,
  ignoresCase: true,
};

/** Cheap look for what may be a marking. */
export const maybeMarking: Pattern = {
  source: `m${BLANK}{0,3}(?:ậ|a)${BLANK}{0,3}t|n(?:ộ|o)i${BLANK}{1,8}b(?:ộ|o)|thu${BLANK}{1,8}hồi`,
  ignoresCase: true,
};
