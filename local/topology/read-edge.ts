import type { ReadAll } from '../topology.ts';
import {
  DeliveryDestinationProperties,
  DeliveryProperties,
  DeliverySourceProperties,
  DistributionProperties,
  EdgeFunctionProperties,
  MANAGED,
  type AccessLogDelivery,
  type Behaviour,
  type EdgeDefinition,
  type HeadersPolicy,
  type Origin,
} from './edge.ts';
import type { ApiDefinition } from './http.ts';
import type { LocalAddresses } from './identities.ts';
import { readCacheRules, readHeaderPolicies } from './read-policies.ts';
import { TopologyError } from './topology-error.ts';

const NO_HEADERS: HeadersPolicy = { always: [], crossOrigin: [] };

/** Deliveries of access logs by the ARN of the distribution they come from. */
const readDeliveries = (readAll: ReadAll): Map<string, AccessLogDelivery> => {
  const sources = new Map(
    readAll('AWS::Logs::DeliverySource', DeliverySourceProperties).map(({ given }) => [
      given.Name,
      given.ResourceArn,
    ]),
  );
  const destinations = new Map(
    readAll('AWS::Logs::DeliveryDestination', DeliveryDestinationProperties).map(({ attributes, given }) => [
      attributes['Arn'] ?? '',
      given.DestinationResourceArn.slice('arn:aws:s3:::'.length),
    ]),
  );
  return new Map(
    readAll('AWS::Logs::Delivery', DeliveryProperties).map(({ resource, given }) => {
      const from = sources.get(given.DeliverySourceName);
      const to = destinations.get(given.DeliveryDestinationArn);
      if (from === undefined || to === undefined)
        throw new TopologyError(`${resource.stack}/${resource.id}: its source or destination is not here`);
      const [bucket = '', ...folder] = to.split('/');
      return [
        from,
        { bucket, prefix: folder.map((part) => `${part}/`).join(''), fields: given.RecordFields },
      ];
    }),
  );
};

/** Distributions with their origins found among the buckets and APIs of the same system. */
export const readEdges = (
  readAll: ReadAll,
  buckets: readonly { readonly name: string; readonly domain: string }[],
  apis: readonly ApiDefinition[],
  local: LocalAddresses,
): EdgeDefinition[] => {
  const code = new Map(
    readAll('AWS::CloudFront::Function', EdgeFunctionProperties).map(({ ref, given }) => [
      ref,
      given.FunctionCode,
    ]),
  );
  const cacheRules = readCacheRules(readAll);
  const headerPolicies = readHeaderPolicies(readAll, local, buckets);
  const deliveries = readDeliveries(readAll);
  return readAll('AWS::CloudFront::Distribution', DistributionProperties).map(
    ({ resource, ref, attributes, given }) => {
      const where = `${resource.stack}/${resource.id}`;
      const config = given.DistributionConfig;
      const single = (id: string): Origin => {
        const found = config.Origins.find((origin) => origin.Id === id);
        const domain = found?.DomainName;
        const headers = Object.fromEntries(
          (found?.OriginCustomHeaders ?? []).map(({ HeaderName, HeaderValue }) => [
            HeaderName.toLowerCase(),
            HeaderValue,
          ]),
        );
        const bucket = buckets.find((one) => one.domain === domain);
        if (bucket) return { kind: 'bucket', bucket: bucket.name, headers };
        if (domain !== undefined && apis.some((api) => api.domain === domain))
          return { kind: 'api', domain, headers };
        throw new TopologyError(
          `${where}: the origin ${id} (${domain}) is neither a bucket nor an API of this system`,
        );
      };
      const originOf = (id: string): Origin => {
        const group = config.OriginGroups.Items.find((one) => one.Id === id);
        if (!group) return single(id);
        const [first, second, ...more] = group.Members.Items;
        if (!first || !second || more.length > 0)
          throw new TopologyError(`${where}: the origin group ${id} must have two members`);
        return {
          ...single(first.OriginId),
          otherwise: { on: group.FailoverCriteria.StatusCodes.Items, origin: single(second.OriginId) },
        };
      };
      const known = <T>(policies: ReadonlyMap<string, T>, id: string, what: string): T => {
        if (!policies.has(id))
          throw new TopologyError(`${where}: the ${what} policy ${id} is unknown to the local runtime`);
        return policies.get(id) as T;
      };
      const behaviourOf = (
        pattern: string,
        behaviour: (typeof config)['DefaultCacheBehavior'],
      ): Behaviour => {
        const functions = Object.fromEntries(
          behaviour.FunctionAssociations.map(({ EventType, FunctionARN }) => {
            const found = code.get(FunctionARN);
            if (found === undefined) throw new TopologyError(`${where}: there is no function ${FunctionARN}`);
            return [EventType, found];
          }),
        );
        const { CachePolicyId, OriginRequestPolicyId, ResponseHeadersPolicyId } = behaviour;
        if (
          OriginRequestPolicyId !== undefined &&
          OriginRequestPolicyId !== MANAGED.AllViewerExceptHostHeader
        )
          throw new TopologyError(
            `${where}: the origin request policy ${OriginRequestPolicyId} is unknown to the local runtime`,
          );
        return {
          pattern,
          methods: behaviour.AllowedMethods,
          compress: behaviour.Compress,
          origin: originOf(behaviour.TargetOriginId),
          cache: CachePolicyId === undefined ? undefined : known(cacheRules, CachePolicyId, 'cache'),
          passesViewer: OriginRequestPolicyId !== undefined,
          headers:
            ResponseHeadersPolicyId === undefined
              ? NO_HEADERS
              : known(headerPolicies, ResponseHeadersPolicyId, 'response headers'),
          functions,
        };
      };
      const arn = attributes['Arn'] ?? '';
      return {
        id: ref,
        arn,
        behaviours: [
          ...config.CacheBehaviors.map((behaviour) => behaviourOf(behaviour.PathPattern, behaviour)),
          behaviourOf('*', config.DefaultCacheBehavior),
        ],
        accessLog: deliveries.get(arn),
      };
    },
  );
};
