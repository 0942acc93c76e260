import * as z from 'zod';
import { type EngineAnswer, type EngineCall, jsonAnswer, operationOf } from '../../aws/engine-call.ts';
import { OPERATIONS } from './operations.ts';
import type { QueueEngine } from './engine.ts';
import { QUERY_CODES, QueueError } from './queue-error.ts';

const refusal = (error: QueueError): EngineAnswer => {
  const answer = jsonAnswer(
    '1.0',
    { __type: `com.amazonaws.sqs#${error.code}`, message: error.message },
    400,
  );
  const queryCode = QUERY_CODES[error.code] ?? error.code;
  return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${queryCode};Sender` } };
};

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new QueueError('SerializationException', 'The body is not JSON.');
  }
};

/** Answers one call of the AWS JSON 1.0 protocol (`X-Amz-Target: AmazonSQS.…`). Refusals are answers, faults throw. */
export const answerQueueCall = async (
  engine: QueueEngine,
  account: string,
  call: EngineCall,
): Promise<EngineAnswer> => {
  try {
    const name = operationOf(call.headers);
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (!operation)
      throw new QueueError(
        'UnsupportedOperation',
        `SQS operation ${name || '(none)'} is not implemented here.`,
      );
    const origin = `http://${call.headers['host'] ?? '127.0.0.1'}/${account}`;
    return jsonAnswer('1.0', await operation(engine, parse(call.body), { origin, signal: call.signal }));
  } catch (error) {
    if (error instanceof QueueError) return refusal(error);
    if (error instanceof z.ZodError) {
      const [first] = error.issues;
      const where = first?.path.join('.') ?? '';
      return refusal(
        new QueueError('InvalidParameterValue', `The parameter ${where} is not valid: ${first?.message}`),
      );
    }
    throw error;
  }
};
