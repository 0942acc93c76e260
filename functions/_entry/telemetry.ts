import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import * as z from 'zod';
import { CorrelationId } from '../../shared/kernel/ids.ts';
import { scrub } from './scrub.ts';

const AwsFacts = z.object({ httpStatusCode: z.int().optional(), requestId: z.string().optional() });

/** The frames of a stack; its first lines repeat the message. */
const framesOf = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/**
 * A line as this house writes it: level, message, when, which function and invocation. An error as it may be kept: name, scrubbed message, where it happened, AWS's own request id. Whatever else a library
 * hangs on its errors (a response, the items of a transaction, the input) stays out.
 */
class LinesWithoutPeople extends LogFormatter {
  override formatAttributes(line: UnformattedAttributes, more: LogAttributes): LogItem {
    const attributes = {
      level: line.logLevel,
      message: line.message,
      timestamp: this.formatTimestamp(line.timestamp),
      service: line.serviceName,
      function: line.lambdaContext?.functionName,
      function_request_id: line.lambdaContext?.awsRequestId,
      cold_start: line.lambdaContext?.coldStart,
    };
    return new LogItem({ attributes }).addAttributes(more);
  }

  override formatError(error: Error): LogAttributes {
    const { code, $metadata } = error as Error & { code?: unknown; $metadata?: unknown };
    const aws = AwsFacts.safeParse($metadata);
    return {
      name: error.name,
      message: scrub(error.message),
      location: this.getCodeLocation(error.stack),
      stack: framesOf(error.stack),
      ...(typeof code === 'string' ? { code } : {}),
      ...(aws.success ? { aws: aws.data } : {}),
      ...(error.cause instanceof Error ? { cause: this.formatError(error.cause) } : {}),
    };
  }
}

/**
 * Structured logs, one JSON object a line; the service name comes from POWERTOOLS_SERVICE_NAME. Log codes and ids, never
 * personal data, tokens or signed addresses.
 */
export const logger = new Logger({ logFormatter: new LinesWithoutPeople() });

/** From here on every line says what set this work off; without an id, that nothing is known of it. */
export const follow = (correlation: CorrelationId | undefined): void => {
  if (correlation) logger.setCorrelationId(correlation);
  else logger.removeKeys(['correlation_id']);
};

const Carrier = z.object({ correlation: CorrelationId });

/** The id a message brings: events and our own jobs carry it, what AWS tells us does not. */
export const correlationIn = (body: unknown): CorrelationId | undefined =>
  Carrier.safeParse(body).data?.correlation;
