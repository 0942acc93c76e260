import type { Call } from './call.ts';
import { receiveBody, type BodyPromise } from './request-body.ts';

/** Reads a small verified body as UTF-8 text; the promise carries the size limit. */
export const receiveText = async (call: Call, promise: BodyPromise): Promise<string> => {
  const chunks: Buffer[] = [];
  await receiveBody(call.req, promise, async (bytes) => void chunks.push(bytes));
  return Buffer.concat(chunks).toString('utf8');
};
