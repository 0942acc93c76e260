import type { ConfirmationPurpose } from '../kernel/confirmation.ts';
import { keyedHash } from '../kernel/keyed-hash.ts';
import { addSeconds, type Instant } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';

/** A code somebody was sent, as it is kept: never the code, and no address. */
export type Challenge = {
  readonly salt: string;
  readonly codeHash: string;
  readonly attemptsLeft: number;
  readonly validUntil: Instant;
};

/** How many codes may be asked for in an hour: by one address, from one source, for one purpose altogether. */
export type AskingLimits = { readonly address: number; readonly source: number; readonly purpose: number };

export type ConfirmationRules = {
  readonly minutes: number;
  readonly attempts: number;
  readonly anHour: AskingLimits;
};

/** One mailbox, however its owner writes it. */
export const mailboxOf = (email: string): string => email.trim().toLowerCase();

/** The part of a network address that one connection keeps: all of IPv4, the first half of IPv6. */
export const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address.split(':').at(-1) ?? address;
  const [left = [], right = []] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const between = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...between, ...right].slice(0, 4).join(':');
};

/**
 * What is counted when a code is asked for, and how far: in this order, so that who is over one limit uses up none of the
 * next. `hide` turns an address into what may be kept.
 */
export const countsOf = (
  asked: { purpose: ConfirmationPurpose; email: string; source: string; at: Instant },
  limits: AskingLimits,
  hide: (text: string) => string,
): { key: string; most: number }[] => {
  const hour = asked.at.slice(0, 13);
  return [
    { key: `asked#source#${hide(networkOf(asked.source))}#${hour}`, most: limits.source },
    { key: `asked#address#${hide(mailboxOf(asked.email))}#${hour}`, most: limits.address },
    { key: `asked#purpose#${asked.purpose}#${hour}`, most: limits.purpose },
  ];
};

/** Where the one code of a mailbox for a purpose is kept: a new one takes the place of the old. */
export const challengeKey = (
  purpose: ConfirmationPurpose,
  email: string,
  hide: (text: string) => string,
): string => `code#${purpose}#${hide(mailboxOf(email))}`;

export const challengeOf = (
  code: string,
  salt: string,
  at: Instant,
  { minutes, attempts }: Pick<ConfirmationRules, 'minutes' | 'attempts'>,
): Challenge => ({
  salt,
  codeHash: keyedHash(salt, code),
  attemptsLeft: attempts,
  validUntil: addSeconds(at, minutes * 60),
});

export const codeRefused = refuse('code-refused');

/**
 * Whether a code proves the address. One refusal for all that can be wrong: whoever guesses learns nothing from it, not
 * even whether a code was ever asked for.
 */
export const judge = (
  challenge: Challenge | undefined,
  code: string,
  at: Instant,
): 'confirmed' | Refusal<'code-refused'> =>
  challenge && at < challenge.validUntil && keyedHash(challenge.salt, code) === challenge.codeHash
    ? 'confirmed'
    : codeRefused;
