import * as z from 'zod';
import { DutyId, PersonRef } from '../shared/kernel/ids.ts';
import { LocalDate } from '../shared/kernel/local-date.ts';
import { defineEvent, type Fact } from './envelope.ts';

/** How much one digest holds; what is more goes into a further part. */
export const MAX_DIGEST_ITEMS = 500;

/**
 * What one person is to be told on a day, written before any of it counts as said: a run that breaks off is taken up from
 * here. A reaction sends one letter, keyed by this event. Said later the same day, more is a part of its own.
 */
export const DigestWritten = defineEvent(
  'DigestWritten',
  1,
  z.object({
    person: PersonRef,
    day: LocalDate,
    part: z.int().positive(),
    items: z
      .array(z.object({ duty: DutyId, rung: z.string(), dueOn: LocalDate.optional() }))
      .min(1)
      .max(MAX_DIGEST_ITEMS),
  }),
);

/** Every notice the digest speaks of has been taken: nothing is left to take up. */
export const DigestSettled = defineEvent('DigestSettled', 1, z.object({ on: LocalDate }));

export const digestEvents = [DigestWritten, DigestSettled] as const;

export type DigestEvent = Fact<(typeof digestEvents)[number]>;
