import type { RouteDefinition } from '../topology/http.ts';

export type RouteMatch = {
  readonly route: RouteDefinition;
  readonly parameters: Readonly<Record<string, string>>;
};

type Pattern = {
  readonly route: RouteDefinition;
  readonly method: string;
  readonly segments: readonly string[];
};

/** Written-out segments come before parameters, parameters before `{all+}`. */
const rank = (segment: string): string =>
  segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0';

const parametersOf = (
  segments: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined => {
  const found: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    if (segment.endsWith('+}')) {
      if (path.length <= at) return undefined;
      found[segment.slice(1, -2)] = path.slice(at).join('/');
      return found;
    }
    const given = path[at];
    if (given === undefined) return undefined;
    if (segment.startsWith('{')) {
      if (given === '') return undefined;
      found[segment.slice(1, -1)] = given;
    } else if (segment !== given) return undefined;
  }
  return segments.length === path.length ? found : undefined;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Finds the route of a request as an HTTP API does: the most specific path, its own method before `ANY`, last `$default`. */
export const createMatcher = (routes: readonly RouteDefinition[]) => {
  const patterns: Pattern[] = routes
    .filter(({ key }) => key !== '$default')
    .map((route) => {
      const [method = '', path = ''] = route.key.split(' ');
      return { route, method, segments: path.split('/').slice(1) };
    });
  const order = ({ method, segments }: Pattern): string =>
    segments.map(rank).join('') + (method === 'ANY' ? '1' : '0');
  patterns.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const fallback = routes.find(({ key }) => key === '$default');

  return (method: string, rawPath: string): RouteMatch | undefined => {
    const path = rawPath.split('/').slice(1);
    for (const pattern of patterns) {
      if (pattern.method !== method && pattern.method !== 'ANY') continue;
      const parameters = parametersOf(pattern.segments, path);
      if (!parameters) continue;
      return {
        route: pattern.route,
        parameters: Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [name, decoded(value)]),
        ),
      };
    }
    return fallback && { route: fallback, parameters: {} };
  };
};
