import type { Readable } from 'node:stream';

/** What an origin answers. Header names are lower case. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Readable | Buffer | undefined;
};

export const jsonAnswer = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

/** Reads an answer away that nobody wants, so that its connection is free again. */
export const discard = (answer: Answer): void => {
  if (answer.body && !Buffer.isBuffer(answer.body)) answer.body.resume();
};
