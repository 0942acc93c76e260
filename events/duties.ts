import * as z from 'zod';
import { Deadline } from '../shared/kernel/deadline.ts';
import { AgencyCode, DatasetId, EventId, Slug } from '../shared/kernel/ids.ts';
import { LocalDate } from '../shared/kernel/local-date.ts';
import { defineEvent, type Fact } from './envelope.ts';

export const DutyKind = z.enum(['open-data-update', 'open-data-review']);
export type DutyKind = z.infer<typeof DutyKind>;

export const DutyOpened = defineEvent(
  'DutyOpened',
  1,
  z.object({
    kind: DutyKind,
    cycle: z
      .int()
      .positive()
      .meta({ description: 'Counts renewals: each release or confirmation opens the next' }),
    subject: z.object({ type: z.literal('dataset'), id: DatasetId, title: z.string(), slug: Slug }),
    agency: AgencyCode,
    deadline: Deadline,
    openedBecause: z.object({ eventId: EventId, type: z.string() }),
  }),
);

/** A rung of the reminder ladder was reached; a reaction sends the mail, keyed by this event. */
export const DutyNoticeDue = defineEvent(
  'DutyNoticeDue',
  1,
  z.object({ rung: z.string(), noticeOn: LocalDate, dueOn: LocalDate, skippedRungs: z.array(z.string()) }),
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
    how: z.enum(['new-release', 'no-change']),
    note: z.string().max(2000).optional(),
    on: LocalDate,
  }),
);

export const DutyWaived = defineEvent('DutyWaived', 1, z.object({ why: z.string(), on: LocalDate }));

export const dutyEvents = [DutyOpened, DutyNoticeDue, DutyBecameOverdue, DutyFulfilled, DutyWaived] as const;

export type DutyEvent = Fact<(typeof dutyEvents)[number]>;
