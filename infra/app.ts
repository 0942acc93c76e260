import {
  App,
  DefaultStackSynthesizer,
  Validations,
  type IReusableStackSynthesizer,
  type Stack,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Entries } from './constructs/setting.ts';
import { environmentNames, findEnvironment, type Environment, type EnvironmentName } from './environments.ts';
import { makeDataStack } from './stacks/data.ts';
import { makeEdgeStack } from './stacks/edge.ts';
import { makeServiceStack } from './stacks/service.ts';

export type BuildOptions = {
  /** `declared` leaves out the functions' code; for tests of the template itself. */
  readonly entries?: Entries;
  /** Instead of the environment's own address, e.g. another port on a laptop. */
  readonly publicUrl?: string;
  readonly outdir?: string;
  /** `false` leaves out the security rules: they take seconds, and who only runs the system need not wait. */
  readonly securityRules?: boolean;
  /** Instead of the committed one; for tests. */
  readonly environment?: Environment;
};

export type BuiltApp = {
  readonly app: App;
  readonly environment: Environment;
  readonly stacks: { readonly data: Stack; readonly service: Stack; readonly edge: Stack };
};

/** Every way of synthesising gives the same template, so these stand here and not in cdk.json. */
const context = {
  // A producer can not take away what a consumer still uses; and every emulator knows Fn::ImportValue.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:target-partitions': ['aws'],
  '@aws-cdk/aws-cloudfront:defaultSecurityPolicyTLSv1.2_2021': true,
  '@aws-cdk/aws-apigateway:disableCloudWatchRole': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
};

/**
 * The CLI checks the bootstrap itself; without the rule the templates need no parameter at all. The assertion is for
 * CDK's own types, which do not agree with each other under `exactOptionalPropertyTypes`.
 */
const withoutParameters = new DefaultStackSynthesizer({
  generateBootstrapVersionRule: false,
}) as IReusableStackSynthesizer;

/** Describes the whole system for one environment. Security findings make `app.synth()` throw or exit non-zero. */
export const buildApp = (name: EnvironmentName, options: BuildOptions = {}): BuiltApp => {
  const committed = options.environment ?? findEnvironment(name);
  if (!committed)
    throw new Error(`say which environment: cdk … -c env=${environmentNames().join('|')}, not ${name}`);
  const environment = options.publicUrl ? { ...committed, publicUrl: options.publicUrl } : committed;
  const app = new App({
    analyticsReporting: false,
    // Without code there is nothing to upload: the data function's layer is not copied either.
    postCliContext: { ...context, 'aws:cdk:disable-asset-staging': options.entries === 'declared' },
    defaultStackSynthesizer: withoutParameters,
    ...(options.outdir ? { outdir: options.outdir } : {}),
  });
  if (options.securityRules !== false) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const data = makeDataStack(app, name, environment);
  const service = makeServiceStack(app, name, environment, options.entries ?? 'bundled', data);
  const edge = makeEdgeStack(app, name, environment);
  edge.addStackDependency(service);
  for (const stack of [data.stack, service, edge])
    stack.templateOptions.metadata = { Portal: { environment: name, publicUrl: environment.publicUrl } };
  return { app, environment, stacks: { data: data.stack, service, edge } };
};

/** What `cdk ... -c env=prod -c publicUrl=https://… -c entries=declared` said. */
const fromCommandLine = (): BuiltApp => {
  const cli = new App({ autoSynth: false }).node;
  const name: unknown = cli.tryGetContext('env');
  if (typeof name !== 'string')
    throw new Error(`say which environment: cdk … -c env=${environmentNames().join('|')}`);
  const publicUrl: unknown = cli.tryGetContext('publicUrl');
  return buildApp(name, {
    entries: cli.tryGetContext('entries') === 'declared' ? 'declared' : 'bundled',
    ...(typeof publicUrl === 'string' ? { publicUrl } : {}),
  });
};

if (import.meta.main) fromCommandLine();
