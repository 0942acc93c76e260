import type { Stack } from 'aws-cdk-lib';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import type { Data } from '../stacks/data.ts';
import { grantSendMail } from './grants.ts';

/** Sends one-time codes to addresses. It mails out and is open to anyone, so it reaches nothing else. */
export const makeConfirmations = (stack: Stack, setting: Setting, { tables }: Data) => {
  const { minutes, attempts, anHour } = setting.environment.confirmation;
  const confirmations = new ServiceFunction(stack, 'confirmations', {
    setting,
    entry: 'functions/confirmations/confirmations.http.ts',
    impact: 'Citizens get no code, so they can not follow a dataset or send a request.',
    runbook: 'mail',
    timeoutSeconds: 15,
    memoryMb: 512,
    environment: {
      CONFIRMATIONS_TABLE: tables.confirmations.table.tableName,
      MAIL_FROM: setting.environment.mailFrom,
      CODE_MINUTES: String(minutes),
      CODE_ATTEMPTS: String(attempts),
      CODES_AN_HOUR_PER_ADDRESS: String(anHour.address),
      CODES_AN_HOUR_PER_SOURCE: String(anHour.source),
      CODES_AN_HOUR_PER_PURPOSE: String(anHour.purpose),
    },
  });
  tables.confirmations.grant(confirmations, ['UpdateItem', 'PutItem']);
  grantSendMail(stack, setting, confirmations);
  return { answerers: { confirmations } };
};
