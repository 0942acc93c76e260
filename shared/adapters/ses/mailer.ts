import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';

export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where a letter that was not asked for singly can be ended: by a person's GET, or a mail program's POST (RFC 8058). */
  readonly stopAddress?: string;
};

const stopHeaders = (address: string) => [
  { Name: 'List-Unsubscribe', Value: `<${address}>` },
  { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
];

export type Mailer = { send(letter: Letter): Promise<void> };

/** Mail over SES; `from` is the portal's verified address. */
export const sesMailer = (from: string): Mailer => {
  const ses = new SESv2Client({});
  return {
    async send({ to, subject, text, stopAddress }) {
      await ses.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              // A subject is one line, whatever a title holds.
              Subject: { Data: subject.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' '), Charset: 'UTF-8' },
              Body: { Text: { Data: text.normalize('NFC'), Charset: 'UTF-8' } },
              ...(stopAddress ? { Headers: stopHeaders(stopAddress) } : {}),
            },
          },
        }),
      );
    },
  };
};
