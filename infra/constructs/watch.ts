import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { root, type Setting } from './setting.ts';

/** What a person woken by an alarm needs first: who is hurt, and where the first commands stand. */
export type Concern = {
  /** One sentence about people: who can not do what. */
  readonly impact: string;
  /** A file in docs/runbooks, without `.md`. */
  readonly runbook: string;
};

export type WatchProps = Concern & {
  readonly setting: Setting;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Alarm when at or above the threshold (default), or below it. */
  readonly when?: 'at-least' | 'below';
  readonly periods?: number;
  /** A metric that is silent because nothing runs is itself the trouble. */
  readonly silenceIsTrouble?: boolean;
};

/** Refuses a concern that would leave the person on call alone. */
export const assertConcern = (owner: string, { impact, runbook }: Concern): void => {
  if (impact.trim().split(/\s+/).length < 4)
    throw new Error(`${owner}: impact must be a sentence about people`);
  if (!existsSync(join(root, 'docs', 'runbooks', `${runbook}.md`)))
    throw new Error(`${owner}: there is no runbook docs/runbooks/${runbook}.md`);
};

/** An alarm that says whom it hurts and which runbook to open. */
export const watch = (scope: Construct, id: string, props: WatchProps): Alarm => {
  assertConcern(`${scope.node.path}/${id}`, props);
  const alarm = new Alarm(scope, id, {
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.periods ?? 1,
    comparisonOperator:
      props.when === 'below'
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: props.silenceIsTrouble ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: `${props.impact} Runbook: docs/runbooks/${props.runbook}.md`,
  });
  alarm.addAlarmAction(new SnsAction(props.setting.alarms));
  return alarm;
};

export const FIVE_MINUTES = Duration.minutes(5);
