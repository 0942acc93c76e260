/** One form for storing and comparing: Unicode NFC. NFD input (macOS file names) becomes the same text. */
export const nfc = (text: string): string => text.normalize('NFC');

/**
 * The form used for searching and for slugs, never shown: no diacritics, lower case, `đ` as `d`.
 * `đ` does not decompose under NFD, so it is folded by hand.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();

/** A path segment made of a title: `Đường tỉnh, cầu` becomes `duong-tinh-cau`. At most `max` characters. */
export const slugOf = (title: string, max = 80): string =>
  fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, max)
    .replace(/-+$/, '');
