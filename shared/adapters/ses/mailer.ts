import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

export type Mailer = { send(letter: Letter): Promise<void> };

/** Mail over SES; `from` is the portal's verified address. */
export const sesMailer = (from: string): Mailer => {
  const ses = new SESv2Client({});
  return {
    async send({ to, subject, text }) {
      await ses.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              // A subject is one line, whatever a title holds.
              Subject: { Data: subject.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' '), Charset: 'UTF-8' },
              Body: { Text: { Data: text.normalize('NFC'), Charset: 'UTF-8' } },
            },
          },
        }),
      );
    },
  };
};
