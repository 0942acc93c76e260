import * as z from 'zod';
import { LocalDate } from '../shared/kernel/local-date.ts';
import { defineEvent, type Fact } from './envelope.ts';

const Fingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256 of what the rulebook computes by' });

/**
 * Open duties are to be computed again, because the rulebook is not the one they were last computed by. A reader does one
 * page of them and says how far it came, with this fact again or with the last one: whatever breaks off goes on from here.
 */
export const RecomputationAdvanced = defineEvent(
  'RecomputationAdvanced',
  1,
  z.object({
    book: Fingerprint,
    on: LocalDate,
    place: z
      .string()
      .max(4000)
      .optional()
      .meta({ description: 'Where in the list to go on; absent: from the beginning' }),
    moved: z.int().nonnegative().meta({ description: 'How many duties got another deadline so far' }),
  }),
);

/** Every duty that was open has been computed by this rulebook. */
export const RecomputationFinished = defineEvent(
  'RecomputationFinished',
  1,
  z.object({ on: LocalDate, moved: z.int().nonnegative() }),
);

export const recomputationEvents = [RecomputationAdvanced, RecomputationFinished] as const;

export type RecomputationEvent = Fact<(typeof recomputationEvents)[number]>;
