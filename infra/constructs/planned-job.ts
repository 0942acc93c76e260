import { Stack, type Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';
import type { Setting } from './setting.ts';
import { watch, type Concern } from './watch.ts';

/** The province's clock: every legal day begins and ends by it. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

export type PlannedJobProps = Concern & {
  readonly setting: Setting;
  readonly runs: ServiceFunction;
  /** Minutes, hours, day, month, weekday, year, as EventBridge Scheduler reads them, in Viet Nam's wall clock. */
  readonly cron: string;
  /** Without a run for so long, somebody is told. */
  readonly silentFor: Duration;
  /** A run that failed is tried again for so long. */
  readonly retriedFor: Duration;
};

/** Runs a function by the clock and passes the planned instant: the job takes “now” only from there. */
export class PlannedJob extends Construct {
  constructor(scope: Construct, id: string, props: PlannedJobProps) {
    super(scope, id);
    const { functionArn } = props.runs.lambda;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: `Lets the schedule start ${id}`,
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    const schedule = new CfnSchedule(this, 'Schedule', {
      scheduleExpression: `cron(${props.cron})`,
      scheduleExpressionTimezone: TIME_ZONE,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        retryPolicy: {
          maximumRetryAttempts: 20,
          maximumEventAgeInSeconds: props.retriedFor.toSeconds(),
        },
      },
    });
    schedule.overrideLogicalId(`${id}Schedule`);
    schedule.node.addDependency(role);
    watch(this, 'DidNotRun', {
      ...props,
      metric: props.runs.lambda.metricInvocations({ period: props.silentFor }),
      threshold: 1,
      when: 'below',
      silenceIsTrouble: true,
    });
  }
}
