import { randomBytes, randomInt } from 'node:crypto';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoConfirmations } from '../../shared/adapters/dynamodb/confirmations.ts';
import { sesMailer } from '../../shared/adapters/ses/mailer.ts';
import { askForCode } from '../../shared/capabilities/confirmations.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { confirmationEndpoints } from './confirmation.endpoints.ts';
import { codeLetter } from './letters.ts';

const mailer = sesMailer(setting('MAIL_FROM'));
const publicUrl = setting('PUBLIC_URL');

const ask = askForCode({
  store: dynamoConfirmations(documentClient(), setting('CONFIRMATIONS_TABLE')),
  rules: {
    minutes: numberSetting('CODE_MINUTES'),
    attempts: numberSetting('CODE_ATTEMPTS'),
    anHour: {
      address: numberSetting('CODES_AN_HOUR_PER_ADDRESS'),
      source: numberSetting('CODES_AN_HOUR_PER_SOURCE'),
      purpose: numberSetting('CODES_AN_HOUR_PER_PURPOSE'),
    },
  },
  newCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
  newSalt: () => randomBytes(32).toString('hex'),
  send: ({ email, ...letter }) => mailer.send({ to: email, ...codeLetter(letter, publicUrl) }),
});

/** Open to anyone, so that it knows nobody: it reaches the codes, and the mail. */
export const handler = serveHttp('confirmations', confirmationEndpoints(ask), {
  whoIs: async () => undefined,
});
