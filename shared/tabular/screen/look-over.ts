import { sqlName } from '../engine.ts';
import { maybeBorn } from './born-person.ts';
import { maybeMarking } from './marking.ts';
import { sqlMatches, type Pattern } from './pattern.ts';
import { longNumber } from './plain-text.ts';
import { countsOf, type Seat } from './seek.ts';

const COLUMNS_AT_ONCE = 20;

type Looks = { number: number; mail: number; mark: number; born: number };

/** What makes a closer look worth while, whatever it is: most columns hold nothing of it, and are read once for all of it. */
const anything: Pattern = {
  source: `@|${longNumber.source}|${maybeMarking.source}|${maybeBorn.source}`,
  ignoresCase: true,
};

const withAnything = async (seat: Seat, places: readonly number[]): Promise<number[]> => {
  const wanted: Record<string, string> = {};
  for (const at of places) wanted[`c${at}`] = sqlMatches(sqlName(seat.columns[at]?.name ?? ''), anything);
  const counts = await countsOf(seat, seat.table, wanted);
  return places.filter((at) => (counts[`c${at}`] ?? 0) > 0);
};

/** Passes over each group of columns of text find the few that need a closer look. */
export const lookOver = async (seat: Seat): Promise<Looks[]> => {
  const looks: Looks[] = seat.columns.map(() => ({ number: 0, mail: 0, mark: 0, born: 0 }));
  const texts = seat.columns.flatMap(({ type }, i) => (type === 'text' ? [i] : []));
  for (let from = 0; from < texts.length; from += COLUMNS_AT_ONCE) {
    const group = await withAnything(seat, texts.slice(from, from + COLUMNS_AT_ONCE));
    if (group.length === 0) continue;
    const wanted = Object.fromEntries(
      group.flatMap((at) => {
        const name = sqlName(seat.columns[at]?.name ?? '');
        return [
          [`number${at}`, sqlMatches(name, longNumber)],
          [`mail${at}`, `contains(${name}, '@')`],
          [`mark${at}`, sqlMatches(name, maybeMarking)],
          [`born${at}`, sqlMatches(name, maybeBorn)],
        ];
      }),
    );
    const counts = await countsOf(seat, seat.table, wanted);
    for (const at of group)
      looks[at] = {
        number: counts[`number${at}`] ?? 0,
        mail: counts[`mail${at}`] ?? 0,
        mark: counts[`mark${at}`] ?? 0,
        born: counts[`born${at}`] ?? 0,
      };
  }
  return looks;
};
