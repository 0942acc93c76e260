import type { CorsRule } from './bucket-table.ts';

const matches = (pattern: string, value: string): boolean => {
  const at = pattern.indexOf('*');
  if (at < 0) return pattern === value;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
};

/** What a browser asks before or with a cross-origin request. */
export type CorsQuestion = { origin: string; method: string; headers: string[] };

/** The response headers of the first rule that allows the request; undefined when none does. */
export const corsHeaders = (rules: CorsRule[], asked: CorsQuestion): Record<string, string> | undefined => {
  const rule = rules.find(
    (candidate) =>
      candidate.allowedOrigins.some((pattern) => matches(pattern, asked.origin)) &&
      candidate.allowedMethods.some((method) => method === asked.method) &&
      asked.headers.every((header) =>
        (candidate.allowedHeaders ?? []).some((pattern) =>
          matches(pattern.toLowerCase(), header.toLowerCase()),
        ),
      ),
  );
  if (!rule) return undefined;
  const anyOrigin = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anyOrigin ? '*' : asked.origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(anyOrigin ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(asked.headers.length > 0 && {
      'access-control-allow-headers': asked.headers.join(', ').toLowerCase(),
    }),
    ...(rule.exposedHeaders?.length && { 'access-control-expose-headers': rule.exposedHeaders.join(', ') }),
    ...(rule.maxAge !== undefined && { 'access-control-max-age': String(rule.maxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
};
