import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { problemOf } from '../../shared/contract/problems.ts';
import { NOT_FOUND_PAGES } from '../../shared/contract/public-paths.ts';

type Services = {
  readonly site: Pick<Objects, 'text'>;
  readonly cameThroughTheEdge: (headers: Readonly<Record<string, string | undefined>>) => boolean;
  readonly newId: () => string;
  readonly now?: () => number;
};

/** How long a page read from the bucket is used again, in milliseconds: a new rendering shows within a minute. */
const FRESH_MS = 60_000;
/** At the edge a miss is kept for half a minute: what is published then appears in time. */
const MISS = 'public, max-age=0, s-maxage=30';

const problem = (
  id: 'not-found' | 'not-allowed',
  correlationId: string,
): APIGatewayProxyStructuredResultV2 => {
  const body = problemOf(id, { correlationId });
  return {
    statusCode: body.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
};

/**
 * Answers what nothing else answers: the CDN asks here when the bucket has no such file (a page in the language of
 * the address), and the API when no operation has such a route (a problem).
 */
export const missingPage = ({ site, cameThroughTheEdge, newId, now = () => performance.now() }: Services) => {
  const kept = new Map<string, { page: string; at: number }>();

  const pageOf = async (key: string): Promise<string | undefined> => {
    const before = kept.get(key);
    if (before && now() - before.at < FRESH_MS) return before.page;
    const found = await site.text(key);
    if (found) kept.set(key, { page: found.text, at: now() });
    return found?.text ?? before?.page;
  };

  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const correlationId = newId();
    if (!cameThroughTheEdge(event.headers)) return problem('not-allowed', correlationId);
    if (/^\/api(\/|$)/.test(event.rawPath)) return problem('not-found', correlationId);
    const page = await pageOf(/^\/en(\/|$)/.test(event.rawPath) ? NOT_FOUND_PAGES.en : NOT_FOUND_PAGES.vi);
    return {
      statusCode: 404,
      headers: {
        'content-type': page ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
        'cache-control': MISS,
      },
      body: page ?? 'Không tìm thấy trang này. / There is no such page.',
    };
  };
};
