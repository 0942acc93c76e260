import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { awsCaller } from '../../../infra/stage/aws-call.ts';
import { named, readStageNote, type StageNote } from '../../../infra/stage/stage-note.ts';
import type { Lacks } from '../../fixtures/claims.ts';
import type { Driver } from './driver.ts';
import { signInByCode, type Account } from './stage-sign-in.ts';

const Personas = z.array(z.object({ id: z.string(), email: z.string(), password: z.string() }));

/** The note the deployment left. */
export const stageIn = (file: string): StageNote => {
  const note = readStageNote(file);
  if (!note) throw new Error(`There is no stage in ${file}`);
  return note;
};

export const accountOf = (file: string, persona: string): Account => {
  const personas = Personas.parse(JSON.parse(readFileSync(join(dirname(file), 'personas.json'), 'utf8')));
  const found = personas.find(({ id }) => id === persona);
  if (!found) throw new Error(`No persona ${persona}`);
  return found;
};

/** Invokes a deployed function and gives its answer; a failure of the function throws. */
export const invoke = async (stage: StageNote, logicalId: string, event: unknown): Promise<unknown> => {
  const call = awsCaller({ endpoint: stage.endpoint, region: stage.region });
  const answer = await call({
    service: 'lambda',
    path: `/2015-03-31/functions/${encodeURIComponent(named(stage, logicalId))}/invocations`,
    headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' },
    body: JSON.stringify(event),
  });
  const value: unknown = JSON.parse(answer || 'null');
  const failure = z.object({ errorMessage: z.string() }).safeParse(value);
  if (failure.success) throw new Error(`${logicalId}: ${failure.data.errorMessage}`);
  return value;
};

const Message = z.object({
  To: z.array(z.string()),
  Subject: z.string(),
  BodyText: z.string(),
  Timestamp: z.number(),
});
const Mail = z.object({ messages: z.record(z.string(), z.array(Message)) });

/** Measured with MiniStack 1.4.21. */
const logsUnread = 'its logs are read with the saved query, by a person';
const noAccessLogs = 'it serves by no CDN, so nobody writes access logs';
const emulatorLacks: Lacks = {
  'has addresses that say five minutes and open one file as it was signed, nothing else':
    'It checks no signature: an altered address opens a file all the same.',
  'is found in every function from the request to the letter': logsUnread,
  'is JSON that says level, message, service and function': logsUnread,
  'holds none of it': logsUnread,
  'and leaves neither the address nor the code in a log': logsUnread,
  'leaves no address, code or link in a log': logsUnread,
  'gets letters that mail programs can stop by themselves':
    'It shows subject and text of what SES took, and no other header.',
  'are counted the morning after, and what was no download is not': noAccessLogs,
  'of later days are added, and days that were counted stay': noAccessLogs,
  'a part with another content is refused by the store':
    'it checks neither signatures nor the checksum a signed part announces',
  'an attachment with another content than announced is refused by the store':
    'it checks neither signatures nor the checksum a signed address announces',
};

/** Real time plus what the emulator's clock is ahead, epoch milliseconds. */
const nowOf = ({ clock }: StageNote): number =>
  Date.now() + (clock ? Number(readFileSync(clock, 'utf8')) * 1000 : 0);

/**
 * The driver of a stage on an emulator: tokens come from its user pool, the morning is the deployed function invoked
 * with the day's time, the mailbox is what SES took. `file` is the stage's note.
 */
export const stageDriver = (file: string): Driver => {
  const stage = stageIn(file);
  const tokens = new Map<string, Promise<string>>();
  return {
    baseUrl: stage.publicUrl,
    lacks: stage.endpoint ? emulatorLacks : {},
    async signIn(persona) {
      const known = tokens.get(persona);
      if (known) return known;
      const made = signInByCode(stage, accountOf(file, persona)).then((got) => got.access_token);
      tokens.set(persona, made);
      return made;
    },
    async runMorning(day) {
      const at = `${day}T06:30:00+07:00`;
      if (stage.clock && Date.parse(at) > nowOf(stage))
        writeFileSync(stage.clock, String((Date.parse(at) - Date.now()) / 1000));
      // Who signed in yesterday signs in again.
      tokens.clear();
      await invoke(stage, 'RequestsNewDayFunction', { scheduledTime: `${day}T00:15:00+07:00` });
      await invoke(stage, 'MorningFunction', { scheduledTime: at });
    },
    async mailTo(persona) {
      const email = persona.includes('@') ? persona : accountOf(file, persona).email;
      const response = await fetch(`${stage.endpoint}/_ministack/ses/messages?account=${stage.account}`);
      const { messages } = Mail.parse(await response.json());
      return (messages[stage.account] ?? [])
        .filter(({ To }) => To.includes(email))
        .map(({ Subject, BodyText, Timestamp }) => ({
          to: email,
          subject: Subject,
          text: BodyText,
          at: new Date(Timestamp * 1000).toISOString(),
        }));
    },
    async logLines() {
      throw new Error('No reader of the logs of a stage is written');
    },
    async today() {
      return new Date(nowOf(stage) + 7 * 3_600_000).toISOString().slice(0, 10);
    },
  };
};
