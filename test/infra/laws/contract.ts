import { allOperations, routeKeyOf } from '../../../shared/contract/operations.ts';
import { pascal } from '../../../infra/constructs/setting.ts';
import { at, listOf, rows, target, type Law, type Row, type System } from '../template.ts';

const routes = (system: System): Row[] => rows(system, 'AWS::ApiGatewayV2::Route');
/** What no operation answers: it says that there is nothing, to anyone. */
const OTHERWISE = '$default';

const keyOf = (route: Row): string => {
  const key = at(route.properties, 'RouteKey');
  return typeof key === 'string' ? key : '(no key)';
};

export const everyOperationHasOneRoute: Law = (system) => [
  ...allOperations.flatMap((operation) => {
    const found = routes(system).filter((route) => keyOf(route) === routeKeyOf(operation)).length;
    return found === 1 ? [] : [`${operation.id} has ${found} routes`];
  }),
  ...routes(system)
    .filter((route) => keyOf(route) !== OTHERWISE)
    .filter((route) => !allOperations.some((operation) => routeKeyOf(operation) === keyOf(route)))
    .map((route) => `${keyOf(route)} is no operation of the contract`),
];

/** Exactly the operations the contract opens to anyone are open; all others ask for an access token. */
export const onlyOpenOperationsAreOpen: Law = (system) =>
  routes(system).flatMap((route) => {
    const operation = allOperations.find((it) => routeKeyOf(it) === keyOf(route));
    const kind = at(route.properties, 'AuthorizationType') ?? 'NONE';
    if (keyOf(route) === OTHERWISE) return [];
    if (operation?.who === 'anyone') return kind === 'NONE' ? [] : [`${operation.id} asks for a login`];
    const closed =
      kind === 'JWT' &&
      target(system, at(route.properties, 'AuthorizerId')) !== undefined &&
      listOf(at(route.properties, 'AuthorizationScopes')).includes('openid');
    return closed ? [] : [`${keyOf(route)} is open to anyone`];
  });

export const everyRouteLeadsToItsAnswerer: Law = (system) =>
  routes(system).flatMap((route) => {
    const operation = allOperations.find((it) => routeKeyOf(it) === keyOf(route));
    const id = listOf(at(route.properties, 'Target', 'Fn::Join', 1))
      .map((part) => target(system, part))
      .find((part) => part !== undefined);
    const integration = rows(system, 'AWS::ApiGatewayV2::Integration').find((it) => it.id === id);
    const answerer = target(system, at(integration?.properties, 'IntegrationUri'));
    if (keyOf(route) === OTHERWISE && answerer === 'MissingPageFunction') return [];
    return operation && answerer === `${pascal(operation.answeredBy)}Function`
      ? []
      : [`${keyOf(route)} leads to ${answerer ?? 'nobody'}`];
  });

/** The authoriser trusts one issuer and one client: the pool and the desk's client of the data stack. */
export const tokensComeFromOurPool: Law = (system) => {
  const authorizers = rows(system, 'AWS::ApiGatewayV2::Authorizer');
  const text = (row: Row) => JSON.stringify(at(row.properties, 'JwtConfiguration', 'Issuer'));
  return authorizers.length === 1
    ? authorizers.flatMap((it) => [
        ...(text(it).includes('cognito-idp.') && text(it).includes('UserPool')
          ? []
          : ['tokens of a foreign issuer pass']),
        ...(listOf(at(it.properties, 'JwtConfiguration', 'Audience'))
          .map((client) => target(system, client))
          .join() === 'DeskClient'
          ? []
          : ['tokens of a foreign client pass']),
      ])
    : [`there are ${authorizers.length} authorisers`];
};

export const theApiIsThrottledAndLogged: Law = (system) =>
  rows(system, 'AWS::ApiGatewayV2::Stage').flatMap((stage) => [
    ...(at(stage.properties, 'DefaultRouteSettings', 'ThrottlingRateLimit') ===
    system.environment.throttle.requestsPerSecond
      ? []
      : ['the API takes as many requests as come']),
    ...(at(stage.properties, 'AccessLogSettings', 'DestinationArn') ? [] : ['the API keeps no access log']),
  ]);
