import { CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  type CfnRoute,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Answerer, Operation } from '../../shared/contract/operation.ts';
import { allOperations, API_BASE, SIGNED_IN_SCOPES } from '../../shared/contract/operations.ts';
import { acknowledge } from './acknowledge.ts';
import { removalOf } from './portal-table.ts';
import type { ServiceFunction } from './service-function.ts';
import { pascal, type Setting } from './setting.ts';
import { FIVE_MINUTES, watch } from './watch.ts';

export type HttpOperationsProps = {
  readonly setting: Setting;
  readonly answerers: Readonly<Record<Answerer, ServiceFunction>>;
  /** Answers what no operation answers: the CDN asks here for pages that are not there. */
  readonly missing: ServiceFunction;
  readonly issuer: string;
  readonly clientId: string;
};

/** The HTTP API: one route an operation of the contract, nothing else. */
export class HttpOperations extends Construct {
  readonly domainName: string;

  constructor(scope: Construct, id: string, props: HttpOperationsProps) {
    super(scope, id);
    const { environment } = props.setting;
    const api = new HttpApi(this, 'Http', { createDefaultStage: false });
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: environment.logRetentionDays,
      removalPolicy: removalOf(environment),
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: environment.throttle.requestsPerSecond, burstLimit: environment.throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: ACCESS_LOG },
    });
    const authorizer = new HttpJwtAuthorizer('Tokens', props.issuer, { jwtAudience: [props.clientId] });
    const integrations = Object.fromEntries(
      Object.entries(props.answerers).map(([answerer, { lambda }]) => [
        answerer,
        new HttpLambdaIntegration(pascal(answerer), lambda, { scopePermissionToRoute: false }),
      ]),
    );
    for (const operation of allOperations) {
      const integration = integrations[operation.answeredBy];
      if (!integration) throw new Error(`nobody answers ${operation.id}`);
      const route = new HttpRoute(this, pascal(operation.id), {
        httpApi: api,
        routeKey: HttpRouteKey.with(`${API_BASE}${operation.path}`, METHODS[operation.method]),
        integration,
        ...(operation.who === 'anyone' ? {} : { authorizer, authorizationScopes: [...SIGNED_IN_SCOPES] }),
      });
      (route.node.defaultChild as CfnRoute).addMetadata('Portal', { operation: operation.id });
      if (operation.who === 'anyone')
        acknowledge(
          route,
          'AwsSolutions-APIG4',
          'The contract opens this read to anyone: open data never asks for a login.',
        );
    }
    const missing = new HttpRoute(this, 'Missing', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('MissingPage', props.missing.lambda, {
        scopePermissionToRoute: false,
      }),
    });
    acknowledge(missing, 'AwsSolutions-APIG4', 'It says that there is nothing here, to anyone, and no more.');
    watch(this, 'ServerErrors', {
      setting: props.setting,
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 5,
      impact: 'Officers and programs get error answers from the API.',
      runbook: 'api',
    });
    this.domainName = Fn.select(2, Fn.split('/', api.apiEndpoint));
    new CfnOutput(Stack.of(this), 'ApiDomain', {
      value: this.domainName,
      description: 'Origin of /api/* at the edge',
    });
  }
}

const METHODS: Record<Operation['method'], HttpMethod> = {
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PUT: HttpMethod.PUT,
  DELETE: HttpMethod.DELETE,
};

/** No address and no user agent: what is not kept can not leak. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    latency: '$context.responseLatency',
    length: '$context.responseLength',
    error: '$context.integrationErrorMessage',
    authorizer: '$context.authorizer.error',
  }),
);
