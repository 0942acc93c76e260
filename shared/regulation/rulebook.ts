import * as z from 'zod';
import { CalendarYear, WeeklyRest, type WorkingCalendar, workingCalendarOf } from './calendar.ts';
import { RefusalGround, RequestFields, RequestRecords, Template } from './access.ts';
import { Body } from './bodies.ts';
import { dataFiles } from './data-files.ts';
import { AtOnce, DutyKindInLaw, Ladder, RequestKindInLaw, RoleInLaw } from './practice.ts';
import { ClockStopRule, CountingMethod, DeadlineRule, Instrument } from './schema.ts';
import { Licence, TermsOfUse, Topics, UpdateFrequencies } from './vocabulary.ts';

/** The shape of the whole rulebook. */
export const RulebookData = z.strictObject({
  instruments: z.array(Instrument),
  deadlines: z.array(DeadlineRule),
  clockStops: z.array(ClockStopRule),
  countingMethods: z.array(CountingMethod),
  calendarYears: z.array(CalendarYear),
  weeklyRest: WeeklyRest,
  atOnce: AtOnce,
  ladders: z.array(Ladder),
  dutyKinds: z.array(DutyKindInLaw),
  requestKinds: z.array(RequestKindInLaw),
  roles: z.array(RoleInLaw),
  bodies: z.array(Body),
  refusalGrounds: z.array(RefusalGround),
  requestFields: RequestFields,
  requestRecords: RequestRecords,
  templates: z.array(Template),
  terms: z.array(TermsOfUse),
  topics: Topics,
  licences: z.array(Licence),
  updateFrequencies: UpdateFrequencies,
});
export type RulebookData = z.infer<typeof RulebookData>;

const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((item) => [item.id, item]));

/** The law as data, checked, indexed by id. */
export const rulebookOf = (data: RulebookData) => ({
  data,
  instruments: byId(data.instruments),
  deadlines: byId(data.deadlines),
  clockStops: byId(data.clockStops),
  countingMethods: byId(data.countingMethods),
  calendar: workingCalendarOf(data.calendarYears, data.weeklyRest),
  atOnce: data.atOnce,
  ladders: byId(data.ladders),
  dutyKinds: byId(data.dutyKinds),
  requestKinds: byId(data.requestKinds),
  roles: byId(data.roles),
  refusalGrounds: byId(data.refusalGrounds),
  templates: byId(data.templates),
  terms: byId(data.terms),
  topics: byId(data.topics.terms),
  licences: byId(data.licences),
  updateFrequencies: byId(data.updateFrequencies.terms),
});
export type Rulebook = ReturnType<typeof rulebookOf>;

/** The rulebook as shipped. A fault in the data stops the program here, at start. */
export const rulebook: Rulebook = rulebookOf(RulebookData.parse(dataFiles));

/** The same rulebook with another calendar: for recomputation when one is issued, and for tests. */
export const withCalendar = (book: Rulebook, calendar: WorkingCalendar): Rulebook => ({ ...book, calendar });
