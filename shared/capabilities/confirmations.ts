import type { ConfirmationPurpose } from '../kernel/confirmation.ts';
import { keyedHash } from '../kernel/keyed-hash.ts';
import type { Instant } from '../kernel/local-date.ts';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.ts';
import {
  challengeKey,
  challengeOf,
  codeRefused,
  countsOf,
  judge,
  type Challenge,
  type ConfirmationRules,
} from './confirmation.ts';

/** Where codes and counts are kept for a short while. Every step holds under races. */
export type ConfirmationStore = {
  /** The key under which addresses are hidden: made once, and then always the same. */
  salt(): Promise<string>;
  /** Counts once more and says how often by now. */
  count(key: string): Promise<number>;
  keep(key: string, challenge: Challenge): Promise<void>;
  /** Uses up one attempt and gives the challenge with those that are left; undefined where there is none to use. */
  attempt(key: string): Promise<Challenge | undefined>;
  /** Takes this very challenge away; false when somebody was faster. */
  use(key: string, challenge: Challenge): Promise<boolean>;
};

export type Asked = {
  readonly purpose: ConfirmationPurpose;
  readonly email: string;
  readonly at: Instant;
  /** The network address of whoever asks. */
  readonly source: string;
};

export type Proof = {
  readonly purpose: ConfirmationPurpose;
  readonly email: string;
  readonly code: string;
  readonly at: Instant;
};

const hiding = async (store: ConfirmationStore) => {
  const salt = await store.salt();
  return (text: string) => keyedHash(salt, text);
};

/** Sends a code to an address, whoever's it is: nothing here knows who is known to the portal. */
export const askForCode = (services: {
  store: ConfirmationStore;
  rules: ConfirmationRules;
  newCode: () => string;
  newSalt: () => string;
  send: (letter: {
    purpose: ConfirmationPurpose;
    email: string;
    code: string;
    validUntil: Instant;
  }) => Promise<void>;
}) => {
  const { store, rules, newCode, newSalt, send } = services;
  return async (asked: Asked): Promise<{ validUntil: Instant } | Refusal<'too-many'>> => {
    const { purpose, email, at } = asked;
    const hide = await hiding(store);
    for (const { key, most } of countsOf(asked, rules.anHour, hide))
      if ((await store.count(key)) > most) return refuse('too-many');
    const code = newCode();
    const challenge = challengeOf(code, newSalt(), at, rules);
    await store.keep(challengeKey(purpose, email, hide), challenge);
    await send({ purpose, email, code, validUntil: challenge.validUntil });
    return { validUntil: challenge.validUntil };
  };
};

/** Takes a code once: the attempt is used up before the code is looked at, so that guessing side by side gains nothing. */
export const proveAddress =
  (store: ConfirmationStore) =>
  async ({ purpose, email, code, at }: Proof): Promise<'confirmed' | Refusal<'code-refused'>> => {
    const key = challengeKey(purpose, email, await hiding(store));
    const challenge = await store.attempt(key);
    const judged = judge(challenge, code, at);
    if (isRefusal(judged) || !challenge) return codeRefused;
    return (await store.use(key, challenge)) ? 'confirmed' : codeRefused;
  };
