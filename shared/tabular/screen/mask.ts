const HIDDEN = '•';

/** Digits only, all but the ends hidden. */
export const maskDigits = (found: string, head: number, tail: number): string => {
  const digits = found.replace(/\D+/g, '');
  const hidden = Math.max(0, digits.length - head - tail);
  return `${digits.slice(0, head)}${HIDDEN.repeat(hidden)}${digits.slice(head + hidden)}`;
};

export const maskMail = (found: string): string => {
  const [name = '', domain = ''] = found.split('@');
  return `${name.slice(0, 1)}${HIDDEN.repeat(3)}@${domain.slice(0, 60)}`;
};

/** `Nguyễn Văn An` as `N•• V•• A••`. */
export const maskName = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(0, 6)
    .map((word) => `${word.slice(0, 1)}${HIDDEN.repeat(2)}`)
    .join(' ');

/** The century of a birth and no more. */
export const maskBirth = (birth: string): string => {
  const year = /(?:^|\D)(?:(19|20)\d\d)(?:\D|$)/.exec(birth)?.[1];
  return year === undefined ? HIDDEN.repeat(4) : `${year}${HIDDEN.repeat(2)}`;
};

export const maskAddress = (address: string): string => `${address.trim().slice(0, 4)}${HIDDEN.repeat(4)}`;

/** `Nguyễn Văn An (sinh 01/05/1970)` as `N•• V•• A•• · 19••`. */
export const maskBorn = (found: string): string => {
  const [name = ''] = found.split(/\s*[",;:.([–—-]|\s+(?:năm |ngày )?(?:sinh|sn|ns)(?![\p{L}])/iu);
  return `${maskName(name)} · ${maskBirth(found)}`;
};

/** A marking says nothing of what it marks, so it is shown as it stands. */
export const showMarking = (found: string): string =>
  found
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ')
    .slice(0, 40);
