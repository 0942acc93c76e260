import { Logger } from '@aws-lambda-powertools/logger';

/** Structured logs; the service name comes from POWERTOOLS_SERVICE_NAME. Log codes and ids, never personal data. */
export const logger = new Logger();
