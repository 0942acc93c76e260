import * as z from 'zod';
import type { Driver } from './driver.ts';

const get = async (url: string): Promise<unknown> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url}: ${response.status}`);
  return response.json();
};

const post = async (url: string, body: unknown): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return response.json();
};

const Personas = z.array(z.object({ id: z.string(), email: z.string() }));
const Mail = z.array(
  z.object({
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    at: z.string(),
    headers: z.array(z.object({ Name: z.string(), Value: z.string() })),
  }),
);

/** The driver of the embedded runtime: its local conveniences stand for the sign-in page, the schedule and the mailbox. */
export const embeddedDriver = (baseUrl: string): Driver => ({
  baseUrl,
  lacks: {},
  async signIn(persona) {
    const answer = await post(`${baseUrl}/_local/sign-in`, { persona });
    return z.object({ accessToken: z.string() }).parse(answer).accessToken;
  },
  async runMorning(day) {
    // 06:30 in the province: the schedule of that morning has just been due.
    await post(`${baseUrl}/_local/clock`, { now: `${day}T06:30:00+07:00` });
  },
  async mailTo(persona) {
    const email = persona.includes('@')
      ? persona
      : Personas.parse(await get(`${baseUrl}/_local/personas`)).find(({ id }) => id === persona)?.email;
    if (!email) throw new Error(`No persona ${persona}`);
    const letters = Mail.parse(await get(`${baseUrl}/_local/mail?to=${encodeURIComponent(email)}`));
    return letters.map(({ to, headers, ...letter }) => ({
      ...letter,
      to: to[0] ?? '',
      headers: Object.fromEntries(headers.map(({ Name, Value }) => [Name, Value])),
    }));
  },
  async logLines() {
    const response = await fetch(`${baseUrl}/_local/logs`);
    return (await response.text()).split('\n').filter((line) => line !== '');
  },
  async today() {
    const { now } = z.object({ now: z.string() }).parse(await get(`${baseUrl}/_local/clock`));
    return new Date(Date.parse(now) + 7 * 3_600_000).toISOString().slice(0, 10);
  },
});
