import { MAX_FINDING_CELLS, type Finding, type FindingPlace } from '../../kernel/screening.ts';
import { findsIn, type Find } from './finds-in.ts';
import { pairsIn, type Roles } from './pairs-around.ts';

/** A piece of text that is not a cell of the table. */
export type AroundText = {
  readonly place: Exclude<FindingPlace, 'cell'>;
  readonly row?: number | undefined;
  readonly sheet?: string | undefined;
  readonly column?: number | undefined;
  /** Texts of one row or object, each behind the name of its column or member. */
  readonly cells: readonly (readonly [name: string, text: string])[];
};

/** Everything the cells of one piece hold, each kind once. */
const findsOf = ({ place, cells }: AroundText, year: number, roles: Roles): Find[] => {
  const isNamed = place === 'left-out' || place === 'outside';
  const texts = isNamed
    ? cells.map(([name, text]) => ({ place, name, text }))
    : [{ place, name: '', text: cells.map(([, text]) => text).join('\n') }];
  const finds = [...texts.flatMap((one) => findsIn(one, year)), ...(isNamed ? pairsIn(cells, roles) : [])];
  return [...new Map(finds.map((find) => [find.kind, find])).values()];
};

/** One finding for each kind and place; names of columns are places of their own. */
export const aroundFindings = (texts: readonly AroundText[], year: number, roles: Roles): Finding[] => {
  const found = new Map<string, Finding>();
  for (const one of texts)
    for (const { kind, shown } of findsOf(one, year, roles)) {
      const id = [kind, one.place, ...(one.column === undefined ? [] : [one.column])].join('.');
      const { row, sheet, column } = one;
      const before = found.get(id);
      const cell = {
        ...(row === undefined ? {} : { row }),
        ...(sheet === undefined ? {} : { sheet }),
        shown,
      };
      found.set(id, {
        id,
        kind,
        place: one.place,
        ...(column === undefined ? {} : { column }),
        count: (before?.count ?? 0) + 1,
        cells: [...(before?.cells ?? []), cell].slice(0, MAX_FINDING_CELLS),
        facts: {},
      });
    }
  return [...found.values()];
};
