import type { Deadline } from './deadline.ts';
import { displayDay } from './local-date.ts';
import { sumTold, type Telling } from './sum-told.ts';
import words from './sum-words.vi.json' with { type: 'json' };

/** Sums in Vietnamese, the language of the rulebook. */
export const inVietnamese: Telling = { words, reasons: {} };

/** How the due day came about, line by line, in Vietnamese: for letters, the desk and whoever asks the API. */
export const sumInWords = (deadline: Deadline): string[] => sumTold(deadline, inVietnamese);

/** What a day is that the house set, said beside it. */
export const houseWords = ({ inLaw }: Pick<Extract<Deadline, { kind: 'known' }>, 'inLaw'>): string =>
  inLaw === 'at-once' ? 'luật nói “ngay”, mốc do cổng đặt' : 'mục tiêu nội bộ';

/** The due day, with what makes it less than certain; or why there is none. */
export const dayInWords = (deadline: Deadline): string =>
  deadline.kind === 'known'
    ? [
        displayDay(deadline.dueOn),
        ...(deadline.basis === 'house' ? [houseWords(deadline)] : []),
        ...(deadline.provisional ? ['tạm tính'] : []),
      ].join(', ')
    : deadline.why;
