import { Agent, request } from 'node:http';
import { engineHeaders } from '../engines/dynamodb/wire.ts';
import type { Engine, EngineAnswer } from './engine-call.ts';

const PASSED_ON = ['content-type', 'x-amzn-requestid', 'x-amz-crc32', 'x-amzn-errortype'];

/** Hands calls of DynamoDB and its streams to the table engine, under credentials that mean nothing. */
export const createTableProxy = (endpoint: string): Engine & { close: () => void } => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    close: () => agent.destroy(),
    handle: (call) =>
      new Promise<EngineAnswer>((resolve, reject) => {
        const headers = {
          ...engineHeaders(call.headers['x-amz-target'] ?? ''),
          'content-length': call.body.length,
        };
        const outgoing = request(
          endpoint,
          { method: 'POST', agent, headers, signal: call.signal },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.once('error', reject);
            incoming.once('end', () => {
              const kept = PASSED_ON.flatMap((name) => {
                const value = incoming.headers[name];
                return typeof value === 'string' ? [[name, value] as const] : [];
              });
              resolve({
                status: incoming.statusCode ?? 502,
                headers: Object.fromEntries(kept),
                body: Buffer.concat(chunks),
              });
            });
          },
        );
        outgoing.once('error', reject);
        outgoing.end(call.body);
      }),
  };
};
