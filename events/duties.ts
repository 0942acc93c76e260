import * as z from 'zod';
import { Deadline, Lateness } from '../shared/kernel/deadline.ts';
import { AgencyCode, DatasetId, EventId, PersonRef, RequestCode, Slug } from '../shared/kernel/ids.ts';
import { LocalDate } from '../shared/kernel/local-date.ts';
import { defineEvent, type Fact } from './envelope.ts';

export const DutyKind = z.enum(['open-data-update', 'open-data-review', 'answer-request', 'correct-answer']);
export type DutyKind = z.infer<typeof DutyKind>;

/** What a duty is about: a dataset, or a request by its code and kind, without a word about who asked. */
export const DutySubject = z.discriminatedUnion('type', [
  z.object({ type: z.literal('dataset'), id: DatasetId, title: z.string(), slug: Slug }),
  z.object({ type: z.literal('request'), code: RequestCode, title: z.string() }),
]);
export type DutySubject = z.infer<typeof DutySubject>;

const Cause = z.object({
  eventId: EventId,
  type: z.string(),
  version: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'Its place in its own case: nothing at or before it is taken in again' }),
});

export const DutyOpened = defineEvent(
  'DutyOpened',
  1,
  z.object({
    kind: DutyKind,
    cycle: z
      .int()
      .positive()
      .meta({ description: 'Counts renewals: each release or confirmation opens the next' }),
    subject: DutySubject,
    agency: AgencyCode,
    deadline: Deadline,
    openedBecause: Cause,
  }),
);

/** The due day moved, or what is said of it: the new one with its sum, and why. */
export const DutyRescheduled = defineEvent(
  'DutyRescheduled',
  1,
  z.object({
    on: LocalDate,
    because: z.enum(['clarification', 'complexity', 'extension', 'transfer', 'law', 'release-withdrawn']),
    why: z.string().max(500).optional().meta({ description: 'What changed, in Vietnamese' }),
    deadline: Deadline,
    cause: Cause,
    announce: z.literal(true).optional().meta({
      description: 'The agency has not heard of it otherwise: the next morning tells it',
    }),
  }),
);

/** Another agency owes it from here on: the matter was handed to it, or it took over the work of one that ended. */
export const DutyHandedOver = defineEvent(
  'DutyHandedOver',
  1,
  z.object({
    on: LocalDate,
    from: AgencyCode,
    to: AgencyCode,
    because: z.enum(['not-held', 'succession']),
    late: Lateness.optional().meta({
      description: 'It was late at the agency that handed it on, and counts there as late',
    }),
    cause: Cause.optional().meta({ description: 'Absent where the register of agencies is the cause' }),
  }),
);

const inWriting = { on: LocalDate, by: PersonRef, text: z.string().min(1).max(2000) };

/** The Department urges the agency in writing (đôn đốc). */
export const DutyUrged = defineEvent('DutyUrged', 1, z.object(inWriting));

/** The agency answers the last urging in writing; the duty stays open until it is done. */
export const DutyUrgingAnswered = defineEvent('DutyUrgingAnswered', 1, z.object(inWriting));

/** A rung of the reminder ladder was reached, or the deadline moved by itself; who is told of it reads it in a digest, written before. */
export const DutyNoticeDue = defineEvent(
  'DutyNoticeDue',
  1,
  z.object({
    rung: z.string(),
    noticeOn: LocalDate,
    dueOn: LocalDate.optional().meta({ description: 'Absent where the deadline moved and has no day now' }),
    skippedRungs: z.array(z.string()),
  }),
);

/** Overdue is computed from the day; that it became so is a fact that reports count. */
export const DutyBecameOverdue = defineEvent(
  'DutyBecameOverdue',
  1,
  z.object({ dueOn: LocalDate, on: LocalDate }),
);

export const DutyFulfilled = defineEvent(
  'DutyFulfilled',
  1,
  z.object({
    how: z.enum(['new-release', 'no-change', 'answered', 'refused', 'corrected']),
    note: z.string().max(2000).optional(),
    on: LocalDate,
  }),
);

export const DutyWaived = defineEvent(
  'DutyWaived',
  1,
  z.object({
    why: z.string(),
    on: LocalDate,
    by: PersonRef.optional().meta({
      description: 'Who of the Department waived it; absent when it lost its object',
    }),
  }),
);

export const dutyEvents = [
  DutyOpened,
  DutyRescheduled,
  DutyHandedOver,
  DutyUrged,
  DutyUrgingAnswered,
  DutyNoticeDue,
  DutyBecameOverdue,
  DutyFulfilled,
  DutyWaived,
] as const;

export type DutyEvent = Fact<(typeof dutyEvents)[number]>;
