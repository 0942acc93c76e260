import type { FunctionPool } from '../../local/functions/pool.ts';
import type { MappingDefinition } from '../../local/topology/read-messaging.ts';

/** An event source mapping as the template has it. */
export const mapping = (more: Partial<MappingDefinition> = {}): MappingDefinition => ({
  id: 'mapping',
  sourceArn: 'arn:aws:sqs:ap-southeast-1:000000000000:work',
  functionName: 'worker',
  batchSize: 10,
  windowSeconds: 0,
  partialFailures: true,
  atMost: undefined,
  bisect: false,
  maxAgeSeconds: -1,
  maxRetries: -1,
  onFailureArn: undefined,
  ...more,
});

/** A pool whose only function is this one; what it throws is a function's error. */
export const poolOf = (run: (event: unknown) => unknown): FunctionPool => ({
  invoke: async (_, event) => {
    try {
      return { ok: true, value: await run(event), requestId: 'r' };
    } catch (fault) {
      return {
        ok: false,
        kind: 'error',
        error: { errorType: 'Error', errorMessage: String(fault), trace: [] },
        requestId: 'r',
      };
    }
  },
  running: () => 0,
  onInvoked: () => undefined,
  close: async () => undefined,
});
