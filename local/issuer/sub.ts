import { createHash } from 'node:crypto';

/** A UUID that is the same for the same text, always: version and variant bits as RFC 9562 wants them. */
export const stableUuid = (text: string): string => {
  const bytes = createHash('sha1').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** The token subject of a persona. */
export const subOf = (persona: string): string => stableUuid(`persona:${persona}`);
