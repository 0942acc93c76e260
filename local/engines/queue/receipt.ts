import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { QueueError } from './queue-error.ts';

/** What a receipt handle says: which stored message, and which of its receives. */
export type Receipt = { readonly queueId: number; readonly id: number; readonly token: string };

const sign = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

export const newToken = (): string => randomUUID();

export const writeReceipt = (key: Uint8Array, { queueId, id, token }: Receipt): string => {
  const text = `${queueId}.${id}.${token}`;
  return Buffer.from(`${text}.${sign(key, text)}`).toString('base64');
};

/** Reads a handle of this queue; throws `ReceiptHandleIsInvalid` on anything this engine did not write. */
export const readReceipt = (key: Uint8Array, queueId: number, handle: string): Receipt => {
  const [queue, id, token, mark] = Buffer.from(handle, 'base64').toString('utf8').split('.');
  const expected = Buffer.from(sign(key, `${queue}.${id}.${token}`));
  const given = Buffer.from(mark ?? '');
  const ours = expected.length === given.length && timingSafeEqual(expected, given);
  if (!ours || token === undefined || Number(queue) !== queueId)
    throw new QueueError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle.slice(0, 40)}" is not a valid receipt handle.`,
    );
  return { queueId, id: Number(id), token };
};
