import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function,
  LoggingFormat,
  Runtime,
  type CfnFunction,
  type ILayerVersion,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundleFunction } from './bundle.ts';
import { pascal, root, type Setting } from './setting.ts';
import { assertConcern, FIVE_MINUTES, watch, type Concern } from './watch.ts';

export type ServiceFunctionProps = Concern & {
  readonly setting: Setting;
  readonly entry: `functions/${string}.ts`;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Native code comes as a layer; its package is left out of the bundle, which is then CommonJS. */
  readonly native?: { readonly layer: ILayerVersion; readonly packages: readonly string[] };
  readonly scratchMb?: number;
  /** Errors in five minutes that raise the alarm; a job that runs once a day says 1. */
  readonly alarmAtErrors?: number;
};

/**
 * A Lambda function as this house makes them: own role without managed policies, logs with an end, a timeout, an
 * alarm that says whom it hurts, and its entry recorded in the template so that `local/` runs the very same bundle.
 */
export class ServiceFunction extends Construct {
  readonly lambda: Function;
  readonly role: Role;
  readonly timeoutSeconds: number;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    assertConcern(this.node.path, props);
    const { setting } = props;
    this.timeoutSeconds = props.timeoutSeconds;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: setting.environment.logRetentionDays,
      removalPolicy:
        setting.environment.data.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${id} may do, and nothing else`,
    });
    this.lambda = new Function(this, 'Function', {
      ...codeOf(id, props),
      role: this.role,
      logGroup,
      // What the platform itself says is then JSON too, and one query reads everything.
      loggingFormat: LoggingFormat.JSON,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.native ? Architecture.X86_64 : Architecture.ARM_64,
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMb,
      ...(props.native ? { layers: [props.native.layer] } : {}),
      ...(props.scratchMb ? { ephemeralStorageSize: Size.mebibytes(props.scratchMb) } : {}),
      environment: {
        ENVIRONMENT: setting.name,
        PUBLIC_URL: setting.environment.publicUrl,
        POWERTOOLS_SERVICE_NAME: id,
        LOG_LEVEL: 'INFO',
        ...props.environment,
      },
    });
    const resource = this.lambda.node.defaultChild as CfnFunction;
    resource.overrideLogicalId(`${pascal(id)}Function`);
    resource.addMetadata('Portal', {
      function: id,
      entry: props.entry,
      impact: props.impact,
      runbook: props.runbook,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    watch(this, 'Errors', {
      ...props,
      metric: this.lambda.metricErrors({ period: FIVE_MINUTES }),
      threshold: props.alarmAtErrors ?? 3,
    });
  }

  /** Adds one statement to the function's role. Every grant in `infra/` ends here. */
  allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions?: Record<string, unknown>,
  ): void {
    this.role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [...resources],
        ...(conditions ? { conditions } : {}),
      }),
    );
  }

  /** Gives the function one more variable; used where two functions must know each other's queues. */
  tell(name: string, value: string): void {
    this.lambda.addEnvironment(name, value);
  }
}

const codeOf = (
  id: string,
  { entry, native, setting }: ServiceFunctionProps,
): { code: Code; handler: string } => {
  if (setting.entries === 'declared')
    return { code: Code.fromInline(`// ${entry}`), handler: 'index.handler' };
  if (!existsSync(join(root, entry)))
    throw new Error(
      `function “${id}”: ${entry} does not exist. Write it, or synthesise without code: ` +
        `buildApp(env, { entries: 'declared' }) or cdk synth -c entries=declared`,
    );
  const bundle = bundleFunction({
    id,
    entry,
    format: native ? 'cjs' : 'esm',
    external: native?.packages ?? [],
  });
  return {
    code: Code.fromAsset(bundle.dir, { assetHash: `${id}-${bundle.hash}` }),
    handler: 'index.handler',
  };
};
