import ical, { ICalEventTransparency } from 'ical-generator';
import type { Case } from '../../shared/capabilities/case-store.ts';
import { kindInLaw } from '../../shared/capabilities/duties/ladder.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { citesOf } from '../../shared/kernel/cites.ts';
import { addDays, type LocalDate } from '../../shared/kernel/local-date.ts';
import { houseWords } from '../../shared/kernel/sum-in-words.ts';
import { dutyAddress } from './duty-letters.ts';

/** How long a calendar may keep what it read. */
const FRESH_SECONDS = 3600;

/** A day as the calendar writes it: `ical-generator` takes the days of whole-day events in UTC. */
const allDay = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);

/**
 * Duties with a due day as events of a whole day (RFC 5545): the same duty keeps its UID when its day moves. Nothing is
 * blocked by them, and nothing in them tells about a person.
 */
export const dutyCalendar = (
  duties: readonly Pick<Case<Duty>, 'state' | 'version'>[],
  publicUrl: string,
): string => {
  const calendar = ical({
    name: 'Nhiệm vụ đến hạn',
    description: 'Nhiệm vụ đang mở có ngày đến hạn, từ Cổng dữ liệu',
    prodId: { company: 'Cổng dữ liệu', product: 'Nhiệm vụ', language: 'VI' },
    ttl: FRESH_SECONDS,
  });
  const host = new URL(publicUrl).hostname;
  for (const { state: duty, version } of duties) {
    const { deadline } = duty;
    if (deadline.kind !== 'known') continue;
    const cites = citesOf(deadline).map(({ label }) => label);
    calendar.createEvent({
      id: `${duty.id}@${host}`,
      // Made of the duty alone, so that a feed that has not changed is the same text.
      stamp: new Date(duty.openedAt),
      // Rises with everything that happens to the duty: a calendar takes the day with the highest.
      sequence: version - 1,
      allDay: true,
      start: allDay(deadline.dueOn),
      end: allDay(addDays(deadline.dueOn, 1)),
      // What a mark is, is said in the entry: its day looks like any other.
      summary: `Đến hạn${deadline.basis === 'house' ? ` (${houseWords(deadline)})` : ''}: ${kindInLaw(duty.kind).title.vi} – ${duty.subject.title}`,
      description: `Căn cứ: ${[...new Set(cites)].join('; ')}`,
      url: dutyAddress(duty, publicUrl),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
};
