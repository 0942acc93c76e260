import { createHmac } from 'node:crypto';

/** HMAC-SHA-256 in hex: what proves a text without holding it, for as long as the key stands beside it. */
export const keyedHash = (key: string, text: string): string =>
  createHmac('sha256', key).update(text, 'utf8').digest('hex');
