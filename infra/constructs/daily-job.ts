import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PlannedJob, type PlannedJobProps } from './planned-job.ts';

export type DailyJobProps = Omit<PlannedJobProps, 'cron' | 'silentFor' | 'retriedFor'> & {
  /** Wall clock in Viet Nam. */
  readonly at: { readonly hour: number; readonly minute: number };
};

/** Runs a function once a day. */
export class DailyJob extends PlannedJob {
  constructor(scope: Construct, id: string, props: DailyJobProps) {
    super(scope, id, {
      ...props,
      cron: `${props.at.minute} ${props.at.hour} * * ? *`,
      silentFor: Duration.days(1),
      retriedFor: Duration.hours(6),
    });
  }
}
