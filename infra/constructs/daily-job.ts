import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';
import type { Setting } from './setting.ts';
import { watch, type Concern } from './watch.ts';

/** The province's clock: every legal day begins and ends by it. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

export type DailyJobProps = Concern & {
  readonly setting: Setting;
  readonly runs: ServiceFunction;
  /** Wall clock in Viet Nam. */
  readonly at: { readonly hour: number; readonly minute: number };
};

/** Runs a function once a day and passes the planned instant: the job takes “now” only from there. */
export class DailyJob extends Construct {
  constructor(scope: Construct, id: string, props: DailyJobProps) {
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
      scheduleExpression: `cron(${props.at.minute} ${props.at.hour} * * ? *)`,
      scheduleExpressionTimezone: TIME_ZONE,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 6 * 3600 },
      },
    });
    schedule.overrideLogicalId(`${id}Schedule`);
    schedule.node.addDependency(role);
    watch(this, 'DidNotRun', {
      ...props,
      metric: props.runs.lambda.metricInvocations({ period: Duration.days(1) }),
      threshold: 1,
      when: 'below',
      silenceIsTrouble: true,
    });
  }
}
