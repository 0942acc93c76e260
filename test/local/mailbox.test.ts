import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendEmailCommand, type SendEmailCommandInput, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AwsEndpoint, createAwsEndpoint } from '../../local/aws/endpoint.ts';
import { createMailbox, type Mailbox } from '../../local/engines/mailbox/engine.ts';

const credentials = { accessKeyId: 'AKIAMAIL', secretAccessKey: 'secret' };

describe('the mailbox', () => {
  let dir: string;
  let mailbox: Mailbox;
  let endpoint: AwsEndpoint;
  let ses: SESv2Client;

  const open = () =>
    createMailbox({ file: join(dir, 'mail.db'), now: () => Date.parse('2025-09-15T01:00:00Z') });

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'mail-'));
    mailbox = open();
    endpoint = await createAwsEndpoint({
      credentials: () => ({ secretAccessKey: credentials.secretAccessKey, principal: 'reminder' }),
      engines: { ses: { handle: (call) => mailbox.handle(call) } },
    });
    ses = new SESv2Client({ endpoint: endpoint.url, region: 'ap-southeast-1', credentials, maxAttempts: 1 });
  });
  afterEach(async () => {
    ses.destroy();
    await endpoint.close();
    mailbox.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const reminder = (more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
    FromEmailAddress: 'Cổng dữ liệu <cong@example.vn>',
    Destination: { ToAddresses: ['can-bo@example.vn'] },
    Content: {
      Simple: {
        Subject: { Data: 'Nhắc việc: cập nhật dữ liệu', Charset: 'UTF-8' },
        Body: { Text: { Data: 'Đến hạn ngày 15/09/2025.' }, Html: { Data: '<p>Đến hạn</p>' } },
      },
    },
    ...more,
  });
  const send = (input: SendEmailCommandInput) => ses.send(new SendEmailCommand(input));

  it('keeps what was sent, the newest last, over a restart', async () => {
    const { MessageId } = await send(reminder());
    await send(reminder({ Destination: { ToAddresses: ['khac@example.vn'] } }));
    mailbox.close();
    mailbox = open();
    expect(mailbox.list()).toHaveLength(2);
    expect(mailbox.list()[0]).toMatchObject({
      id: MessageId,
      at: '2025-09-15T01:00:00.000Z',
      from: 'Cổng dữ liệu <cong@example.vn>',
      to: ['can-bo@example.vn'],
      subject: 'Nhắc việc: cập nhật dữ liệu',
      text: 'Đến hạn ngày 15/09/2025.',
      html: '<p>Đến hạn</p>',
      bounced: [],
    });
  });

  it('finds the mail of one address, whatever its case', async () => {
    await send(reminder());
    await send(reminder({ Destination: { ToAddresses: ['Khác <KHAC@example.vn>'] } }));
    expect(mailbox.list('khac@EXAMPLE.vn')).toHaveLength(1);
  });

  it('marks what SES would bounce', async () => {
    await send(
      reminder({ Destination: { ToAddresses: ['bounce@simulator.amazonses.com', 'can-bo@example.vn'] } }),
    );
    expect(mailbox.list()[0]?.bounced).toEqual(['bounce@simulator.amazonses.com']);
  });

  it.each([
    ['no recipient', { Destination: {} }],
    ['an address that is none', { Destination: { ToAddresses: ['can-bo'] } }],
    ['a line break in an address', { Destination: { ToAddresses: ['a@example.vn\r\nBcc: b@example.vn'] } }],
    [
      'more than fifty recipients',
      { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `a${n}@b.vn`) } },
    ],
    ['a raw message', { Content: { Raw: { Data: new TextEncoder().encode('From: a@b.vn\r\n\r\nx') } } }],
    ['a template', { Content: { Template: { TemplateName: 'x' } } }],
    ['a body without parts', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }],
    [
      'a line break in the subject',
      { Content: { Simple: { Subject: { Data: 'x\nBcc: b@c.vn' }, Body: { Text: { Data: 'x' } } } } },
    ],
  ])('refuses %s and keeps nothing', async (_, wrong: Partial<SendEmailCommandInput>) => {
    await expect(send(reminder(wrong))).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(mailbox.list()).toEqual([]);
  });
});
