import type { LocalDate } from '../../kernel/local-date.ts';
import type { PlaceValues } from '../../kernel/place-values.ts';
import type { CodesInForce } from '../constraints/code-lists.ts';
import type { Note } from '../problem.ts';
import { newestDay, onDay } from './edition.ts';

/**
 * What an officer should hear of commune codes that no rule was declared for: that one can be, and how many codes were
 * not in force on the day of the data. Where the data name no day, that is the newest state of the list.
 */
export const codeNotes = (
  { column, places }: Pick<PlaceValues, 'column' | 'places'>,
  list: CodesInForce,
  told: LocalDate | undefined,
): Note[] => {
  const day = told ?? newestDay(list);
  const listed = day === undefined || day < list.completeFrom ? undefined : onDay(list, day);
  const lapsed = listed ? places.filter(({ code }) => !listed.has(code)) : [];
  const [first] = lapsed;
  return [
    { code: 'commune-codes-unruled', columnName: column, facts: { count: places.length } },
    ...(first && day
      ? [
          {
            code: 'commune-codes-lapsed' as const,
            columnName: column,
            value: first.code,
            facts: { count: lapsed.length, day },
          },
        ]
      : []),
  ];
};
