import type { Deadline } from './deadline.ts';
import { displayDay, displayTime } from './displayed-day.ts';
import { sumTold, type Telling } from './sum-told.ts';
import words from './sum-words.vi.json' with { type: 'json' };

/** Sums in Vietnamese, the language of the rulebook. */
export const inVietnamese: Telling = { words, reasons: {} };

/** How the due day came about, line by line, in Vietnamese: for letters, the desk and whoever asks the API. */
export const sumInWords = (deadline: Deadline): string[] => sumTold(deadline, inVietnamese);

/** What a day is that the house set, said beside it. */
export const houseWords = ({ inLaw }: Pick<Extract<Deadline, { kind: 'known' }>, 'inLaw'>): string =>
  inLaw === 'at-once' ? 'luật nói “ngay”, mốc do cổng đặt' : 'mục tiêu nội bộ';

/** When it is due: the day, and where hours are counted the moment of it. */
export const dueInWords = ({
  dueOn,
  dueAt,
}: Pick<Extract<Deadline, { kind: 'known' }>, 'dueOn' | 'dueAt'>): string =>
  dueAt ? fillMoment(displayTime(dueAt), displayDay(dueOn)) : displayDay(dueOn);

const fillMoment = (time: string, day: string): string =>
  words.moment.replace('{time}', time).replace('{day}', day);

/** The due day, with what makes it less than certain; or why there is none. */
export const dayInWords = (deadline: Deadline): string =>
  deadline.kind === 'known'
    ? [
        dueInWords(deadline),
        ...(deadline.basis === 'house' ? [houseWords(deadline)] : []),
        ...(deadline.provisional ? ['tạm tính'] : []),
      ].join(', ')
    : deadline.why;
