import type { ReadAll } from '../topology.ts';
import {
  DistributionProperties,
  EdgeFunctionProperties,
  managedResponseHeaders,
  type Behaviour,
  type EdgeDefinition,
  type Origin,
} from './edge.ts';
import type { ApiDefinition } from './http.ts';
import { TopologyError } from './topology-error.ts';

/** Distributions with their origins found among the buckets and APIs of the same system. */
export const readEdges = (
  readAll: ReadAll,
  buckets: readonly { readonly name: string; readonly domain: string }[],
  apis: readonly ApiDefinition[],
): EdgeDefinition[] => {
  const code = new Map(
    readAll('AWS::CloudFront::Function', EdgeFunctionProperties).map(({ ref, given }) => [
      ref,
      given.FunctionCode,
    ]),
  );
  return readAll('AWS::CloudFront::Distribution', DistributionProperties).map(({ resource, ref, given }) => {
    const where = `${resource.stack}/${resource.id}`;
    const config = given.DistributionConfig;
    const originOf = (id: string): Origin => {
      const domain = config.Origins.find((origin) => origin.Id === id)?.DomainName;
      const bucket = buckets.find((one) => one.domain === domain);
      if (bucket) return { kind: 'bucket', bucket: bucket.name };
      if (domain !== undefined && apis.some((api) => api.domain === domain)) return { kind: 'api', domain };
      throw new TopologyError(
        `${where}: the origin ${id} (${domain}) is neither a bucket nor an API of this system`,
      );
    };
    const behaviourOf = (pattern: string, behaviour: (typeof config)['DefaultCacheBehavior']): Behaviour => {
      const policy = behaviour.ResponseHeadersPolicyId ?? '';
      const responseHeaders = managedResponseHeaders[policy];
      if (!responseHeaders)
        throw new TopologyError(
          `${where}: the response headers policy ${policy} is unknown to the local runtime`,
        );
      const functions = Object.fromEntries(
        behaviour.FunctionAssociations.map(({ EventType, FunctionARN }) => {
          const found = code.get(FunctionARN);
          if (found === undefined) throw new TopologyError(`${where}: there is no function ${FunctionARN}`);
          return [EventType, found];
        }),
      );
      return {
        pattern,
        methods: behaviour.AllowedMethods,
        compress: behaviour.Compress,
        origin: originOf(behaviour.TargetOriginId),
        responseHeaders,
        functions,
      };
    };
    return {
      id: ref,
      behaviours: [
        ...config.CacheBehaviors.map((behaviour) => behaviourOf(behaviour.PathPattern, behaviour)),
        behaviourOf('*', config.DefaultCacheBehavior),
      ],
      errorPages: config.CustomErrorResponses.flatMap(({ ErrorCode, ResponseCode, ResponsePagePath }) =>
        ResponsePagePath === undefined
          ? []
          : [{ status: ErrorCode, page: ResponsePagePath, answer: ResponseCode ?? ErrorCode }],
      ),
    };
  });
};
