import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import type { FromChild, FunctionError, Invoke } from './messages.ts';

// The process of one function. It knows nothing of the runtime but this channel, and ends with it.
// A terminal's Ctrl-C reaches the whole group; the runtime decides when a function ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));

const tell = (message: FromChild): void => void process.send?.(message);

const described = (fault: unknown): FunctionError =>
  fault instanceof Error
    ? { errorType: fault.name, errorMessage: fault.message, trace: (fault.stack ?? '').split('\n') }
    : { errorType: 'Error', errorMessage: String(fault), trace: [] };

const name = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '';

/** The invocation under way; one process serves one at a time. */
let requestId: string | undefined;

/** A line of the platform, in the shape Lambda writes with its JSON log format, and with the function's name beside it. */
const line = (level: string, message: string, more: object = {}): void => {
  const service = process.env['POWERTOOLS_SERVICE_NAME'];
  const about = { timestamp: new Date().toISOString(), level, message, service, function: name, requestId };
  process.stderr.write(`${JSON.stringify({ ...about, ...more })}\n`);
};
const report = (fault: unknown): void => {
  const { errorType, errorMessage, trace } = described(fault);
  line('ERROR', errorMessage, { errorType, stackTrace: trace });
};

// Libraries write to the console; Lambda turns what they write into such lines, and so does this.
for (const [method, level] of [
  ['debug', 'DEBUG'],
  ['log', 'INFO'],
  ['info', 'INFO'],
  ['warn', 'WARN'],
  ['error', 'ERROR'],
] as const)
  console[method] = (...said: unknown[]) => line(level, format(...said));

type Handler = (event: unknown, context: object) => unknown;

const load = async (): Promise<Handler> => {
  const [dir = '', handler = 'index.handler'] = process.argv.slice(2);
  const [file = 'index', name = 'handler'] = handler.split('.');
  const path = ['mjs', 'cjs', 'js']
    .map((kind) => join(dir, `${file}.${kind}`))
    .find((one) => existsSync(one));
  if (!path) throw new Error(`Cannot find module '${file}' in ${dir}`);
  const loaded = (await import(pathToFileURL(path).href)) as Record<string, unknown> & {
    default?: Record<string, unknown>;
  };
  const found = loaded[name] ?? loaded.default?.[name];
  if (typeof found !== 'function') throw new Error(`${file}.${name} is undefined or not exported`);
  return found as Handler;
};

const contextOf = ({ invoke, deadline }: Invoke) => ({
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: process.env['LOCAL_FUNCTION_ARN'] ?? '',
  memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
  awsRequestId: invoke,
  logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'] ?? '',
  logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'] ?? '',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
});

try {
  const handler = await load();
  process.on('message', (message: Invoke) => {
    requestId = message.invoke;
    void (async () => {
      try {
        tell({ invoke: message.invoke, value: (await handler(message.event, contextOf(message))) ?? null });
      } catch (fault) {
        report(fault);
        tell({ invoke: message.invoke, error: described(fault) });
      }
    })();
  });
  tell({ ready: true });
} catch (fault) {
  report(fault);
  tell({ failedToLoad: described(fault) });
}
