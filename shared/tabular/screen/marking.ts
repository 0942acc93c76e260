import texts from './texts.json' with { type: 'json' };
import type { Pattern } from './pattern.ts';

const { bare, levels, levelsWithoutMarks, internal, documents, secrets, stamps } = texts.markings;

const any = (...lists: readonly (readonly string[])[]): string => `(?:${lists.flat().join('|')})`;

const LINE_BEGINS = '(?:^|[\\n\\r])[\\s(\\[{"“*_-]*';
const LINE_ENDS = '[\\s)\\]}"”*_.!]*(?:$|[\\n\\r])';
const SET_APART = '[–—|:(\\[-]\\s*';

const LINE_ENDS_OR_GOES_ON = `(?:${LINE_ENDS}|\\s*[-–—:|)\\]])`;

/** `TÀI LIỆU TUYỆT MẬT`: what kind of document it is, and how secret. */
const secretDocument = `${any(documents)}\\s+${any(bare, levels, secrets)}`;

/**
 * A marking stands alone, or at the beginning or end of a line and set apart, in capitals: “MẬT – Báo cáo …”, “BÁO CÁO MẬT”.
 * “MẬT ĐỘ”, “MẬT ONG” and “bí mật” are words of a text.
 */
export const marking: Pattern = {
  source:
    `(${LINE_BEGINS}${any(bare, levels, levelsWithoutMarks, stamps, [secretDocument])}${LINE_ENDS_OR_GOES_ON}` +
    `|${LINE_BEGINS}${any(levels)}\\s` +
    `|${SET_APART}${any(bare, levels, levelsWithoutMarks)}${LINE_ENDS})`,
};

/** `Độ mật: Tối mật`, and documents for internal circulation, in any letters. */
export const statedMarking: Pattern = {
  source:
    `((?:độ|do) (?:bảo )?(?:mật|mat)\\s*[:：]\\s*${any(levels, levelsWithoutMarks, bare, ['MAT'])}${LINE_ENDS}` +
    `|${LINE_BEGINS}${any(levels)}${LINE_ENDS}` +
    `|${LINE_BEGINS}(?:tài liệu |tai lieu )?(?:chỉ |chi )?${any(internal)}(?:${LINE_ENDS}|\\s*[-–—:,;|)\\]])` +
    `|${any(internal)}${LINE_ENDS})`,
  ignoresCase: true,
};

/** Above, below and in names of sheets and files the same in any letters, and “Bí mật nhà nước” alone; a cell may name a subject so. */
export const titleMarking: Pattern = {
  source: `(${LINE_BEGINS}${any(secrets, [secretDocument])}${LINE_ENDS_OR_GOES_ON})`,
  ignoresCase: true,
};

/** A cell of a column that tells the level of secrecy. */
export const secretLevel: Pattern = {
  source: `^\\s*(${any(levels, levelsWithoutMarks, bare)})\\s*$`,
  ignoresCase: true,
};

/** In names of files and sheets words are all there is: `bao-cao-tuyet-mat`. */
export const markingInName: Pattern = {
  source: `(?:^|[^\\pL])(${any(levels, levelsWithoutMarks, internal)})(?:$|[^\\pL])`,
  ignoresCase: true,
};

/** Cheap look for what may be a marking. */
export const maybeMarking: Pattern = { source: 'm(?:ậ|a)t|n(?:ộ|o)i b(?:ộ|o)|thu hồi', ignoresCase: true };
