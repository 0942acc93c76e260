import { bucketRoutes } from './bucket-routes.ts';
import type { Call } from './call.ts';
import { objectRoutes } from './object-routes.ts';
import { notImplemented } from './s3-error.ts';

/** One operation: what selects it, which query parameters it understands, and the permission it needs. */
export type Route = {
  name: string;
  method: string;
  level: 'service' | 'bucket' | 'object';
  /** Query parameters that must be present. */
  marks?: string[];
  /** A header that must be present. */
  header?: string;
  /** Further query parameters it understands; any other is answered 501. */
  query?: string[];
  /** Undefined where the operation asks for its permissions itself, key by key. */
  action?: string;
  run: (call: Call) => Promise<void>;
};

const knownHeaders = new Set(
  [
    'date content-sha256 security-token user-agent decoded-content-length trailer sdk-checksum-algorithm',
    'checksum-algorithm checksum-type checksum-mode checksum-crc32 checksum-crc32c checksum-crc64nvme checksum-sha1',
    'checksum-sha256 mp-object-size metadata-directive copy-source copy-source-range copy-source-if-match',
    'copy-source-if-none-match object-lock-mode object-lock-retain-until-date bypass-governance-retention',
    'bucket-object-lock-enabled object-attributes max-parts part-number-marker',
  ].flatMap((line) => line.split(' ').map((name) => `x-amz-${name}`)),
);

const refuseUnknownHeaders = (headers: Record<string, string>): void => {
  for (const name of Object.keys(headers))
    if (name.startsWith('x-amz-') && !name.startsWith('x-amz-meta-') && !knownHeaders.has(name))
      throw notImplemented(`The header ${name}`);
};

/** Finds the operation a request means; whatever is not understood whole is refused by name. */
export const routeOf = (request: {
  method: string;
  level: Route['level'];
  query: Map<string, string>;
  headers: Record<string, string>;
}): Route => {
  refuseUnknownHeaders(request.headers);
  const names = [...request.query.keys()].filter((name) => name !== 'x-id');
  const fits = [...bucketRoutes, ...objectRoutes].filter(
    (route) =>
      route.method === request.method &&
      route.level === request.level &&
      (route.marks ?? []).every((mark) => request.query.has(mark)) &&
      (route.header === undefined || request.headers[route.header] !== undefined),
  );
  const understood = fits.find((route) =>
    names.every((name) => [...(route.marks ?? []), ...(route.query ?? [])].includes(name)),
  );
  if (understood) return understood;
  const unknown = names.length > 0 ? ` with ?${names.join('&')}` : '';
  throw notImplemented(`${request.method} of a ${request.level}${unknown}`);
};
