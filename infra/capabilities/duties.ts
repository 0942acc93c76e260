import { Duration, type Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { DailyJob } from '../constructs/daily-job.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import { watch, type Concern } from '../constructs/watch.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Data } from '../stacks/data.ts';
import { grantChangeCases, grantReadMemberships, grantSendMail } from './grants.ts';

const DUTIES = {
  impact:
    'Update duties do not open or close, so an agency may miss a day the law sets; figures of agencies stand still.',
  runbook: 'duties',
};
const MAIL = {
  impact: 'Officers do not get the reminders and decisions the portal owes them.',
  runbook: 'mail',
};
const MORNING = {
  impact: 'Nobody is reminded today, and overdue duties are not recorded.',
  runbook: 'morning',
};
const CALENDAR = {
  impact: 'Officers and citizens are shown provisional due days, because the working calendar ends too soon.',
  runbook: 'calendar',
};
const UNKNOWN = {
  impact:
    'Officers and citizens are shown no due day and are not reminded, because the rulebook has no value for it.',
  runbook: 'unknown-deadlines',
};

const METRICS_NAMESPACE = 'OpenDataPortal';

/** The due sheet: the desk's questions, what publications do to duties, the morning run and the mail. */
export const makeDuties = (stack: Stack, setting: Setting, { tables }: Data) => {
  const LEDGER_TABLE = tables.ledger.tableName;
  const CASES_TABLE = tables.cases.table.tableName;
  const PEOPLE_TABLE = tables.people.table.tableName;
  const VIEWS_TABLE = tables.views.table.tableName;

  const duties = new ServiceFunction(stack, 'duties', {
    setting,
    entry: 'functions/duties/duties.http.ts',
    impact: 'Officers can not see their duties or confirm a review.',
    runbook: 'api',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: { LEDGER_TABLE, CASES_TABLE, PEOPLE_TABLE, VIEWS_TABLE },
  });
  tables.ledger.grantAppend(duties);
  grantChangeCases(tables.cases, duties, ['byOwner', 'byStatus', 'byKind']);
  grantReadMemberships(tables.cases, tables.people, duties);
  tables.views.grant(duties, ['Query']);
  tables.cases.grant(duties, ['BatchGetItem']);

  const react = new ServiceFunction(stack, 'react-to-releases', {
    ...DUTIES,
    setting,
    entry: 'functions/duties/react-to-releases.queue.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: { LEDGER_TABLE, CASES_TABLE, VIEWS_TABLE },
  });
  tables.ledger.grantAppend(react);
  tables.ledger.grantReadCase(react);
  grantChangeCases(tables.cases, react, ['byKind', 'byStatus']);
  tables.views.grant(react, ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem']);
  const dutiesQueue = new WorkQueue(stack, 'duties', {
    ...DUTIES,
    setting,
    order: 'case',
    visibilitySeconds: 90,
  });
  dutiesQueue.feed(react, { batchSize: 10 });

  const sendMail = new ServiceFunction(stack, 'send-mail', {
    ...MAIL,
    setting,
    entry: 'functions/duties/send-mail.queue.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: { CASES_TABLE, PEOPLE_TABLE, MAIL_FROM: setting.environment.mailFrom },
  });
  grantChangeCases(tables.cases, sendMail, ['byKind']);
  tables.people.grant(sendMail, ['GetItem']);
  grantSendMail(stack, setting, sendMail);
  const mail = new WorkQueue(stack, 'mail', { ...MAIL, setting, order: 'case', visibilitySeconds: 90 });
  mail.feed(sendMail, { batchSize: 10 });

  const morning = new ServiceFunction(stack, 'morning', {
    ...MORNING,
    setting,
    entry: 'functions/duties/morning.schedule.ts',
    alarmAtErrors: 1,
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: { LEDGER_TABLE, CASES_TABLE, METRICS_NAMESPACE },
  });
  tables.ledger.grantAppend(morning);
  grantChangeCases(tables.cases, morning, ['byNotice', 'byOwner', 'byKind', 'byStatus']);
  new DailyJob(stack, 'Morning', { ...MORNING, setting, runs: morning, at: { hour: 6, minute: 0 } });
  const watchMorning = (metricName: string, concern: Concern) =>
    watch(morning, metricName, {
      ...concern,
      setting,
      metric: new Metric({
        namespace: METRICS_NAMESPACE,
        metricName,
        dimensionsMap: { service: 'morning', environment: setting.name },
        statistic: 'Maximum',
        period: Duration.days(1),
      }),
      threshold: 1,
    });
  watchMorning('DeadlinesBeyondCalendar', CALENDAR);
  watchMorning('DeadlinesUnknown', UNKNOWN);

  return { answerers: { duties }, readers: { duties: dutiesQueue, mail } };
};
