import { randomUUID } from 'node:crypto';
import type { EngineAnswer, EngineCall } from '../../aws/engine-call.ts';
import { openDatabase } from '../sqlite.ts';
import { addressOf, bounces, SendEmailShape, WITHOUT_EFFECT } from './message.ts';

export type Mail = {
  readonly id: string;
  /** When it was sent by the local clock, ISO 8601 UTC. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers: readonly { readonly Name: string; readonly Value: string }[];
  /** Recipients at which SES would have bounced. */
  readonly bounced: readonly string[];
};

export type Mailbox = {
  readonly handle: (call: EngineCall) => Promise<EngineAnswer>;
  /** All mail, the newest last; only that to one address when it is given. */
  readonly list: (to?: string) => Mail[];
  readonly onMail: (listener: (mail: Mail) => void) => () => void;
  readonly close: () => void;
};

const SCHEMA = `CREATE TABLE IF NOT EXISTS mail (n INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);`;
const PATH = '/v2/email/outbound-emails';
const MOST_RECIPIENTS = 50;

const answer = (status: number, body: object, errorType?: string): EngineAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...(errorType ? { 'x-amzn-errortype': errorType } : {}) },
  body: JSON.stringify(body),
});
const refuse = (message: string, type = 'BadRequestException', status = 400): EngineAnswer =>
  answer(status, { message }, type);

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** What of a SendEmail call is not implemented here, by name: dropping it would send another mail than on AWS. */
const unknownField = (json: unknown): string | undefined => {
  const known = [...Object.keys(SendEmailShape.shape), ...WITHOUT_EFFECT];
  const top = Object.keys(json ?? {}).find((name) => !known.includes(name));
  const content = (json as { Content?: object } | undefined)?.Content ?? {};
  const kind = Object.keys(content).find((name) => name !== 'Simple');
  const simple = (content as { Simple?: object }).Simple ?? {};
  const part = Object.keys(simple).find((name) => !['Subject', 'Body', 'Headers'].includes(name));
  return top ?? (kind && `Content.${kind}`) ?? (part && `Content.Simple.${part}`);
};

/** Opens the box that stands for SES: it delivers nothing and forgets nothing. `now` is epoch milliseconds. */
export const createMailbox = (options: { file: string; now: () => number }): Mailbox => {
  const db = openDatabase(options.file, SCHEMA);
  const listeners = new Set<(mail: Mail) => void>();

  const send = (body: Buffer): EngineAnswer => {
    const json = parse(body);
    const unknown = unknownField(json);
    if (unknown) return refuse(`${unknown} is not implemented by the local mailbox; send Content.Simple.`);
    const input = SendEmailShape.safeParse(json);
    if (!input.success) {
      const [first] = input.error.issues;
      return refuse(`${first?.path.join('.')}: ${first?.message}`);
    }
    const { FromEmailAddress, Destination, ReplyToAddresses, Content } = input.data;
    const { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc } = Destination;
    const recipients = [...to, ...cc, ...bcc];
    if (recipients.length === 0) return refuse('Destination has no recipient.');
    if (recipients.length > MOST_RECIPIENTS) return refuse(`Recipient count exceeds ${MOST_RECIPIENTS}.`);
    const wrong = [FromEmailAddress, ...recipients, ...ReplyToAddresses].find((one) => !addressOf(one));
    if (wrong !== undefined) return refuse(`Illegal address: ${wrong}`);
    const { Subject, Body, Headers } = Content.Simple;
    const mail: Mail = {
      id: randomUUID(),
      at: new Date(options.now()).toISOString(),
      from: FromEmailAddress,
      to,
      cc,
      bcc,
      replyTo: ReplyToAddresses,
      subject: Subject.Data,
      ...(Body.Text ? { text: Body.Text.Data } : {}),
      ...(Body.Html ? { html: Body.Html.Data } : {}),
      headers: Headers,
      bounced: recipients.filter((one) => bounces(addressOf(one) ?? '')),
    };
    db.run('INSERT INTO mail (body) VALUES (?)', JSON.stringify(mail));
    for (const listener of listeners) listener(mail);
    return answer(200, { MessageId: mail.id });
  };

  return {
    handle: async ({ method, url, body }) =>
      method === 'POST' && url.split('?')[0] === PATH
        ? send(body)
        : refuse(
            `SES operation ${method} ${url.split('?')[0]} is not implemented here.`,
            'NotFoundException',
            404,
          ),
    list: (to) => {
      const all = db
        .all<{ body: string }>('SELECT body FROM mail ORDER BY n')
        .map((row) => JSON.parse(row.body) as Mail);
      const wanted = to?.toLowerCase();
      return wanted === undefined
        ? all
        : all.filter((mail) =>
            [...mail.to, ...mail.cc, ...mail.bcc].some((one) => addressOf(one) === wanted),
          );
    },
    onMail: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => db.close(),
  };
};
