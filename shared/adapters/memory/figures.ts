import { ADDS_NOTHING, type Adds, type FigureRow, type Figures } from '../../capabilities/figures.ts';
import { addsKey, movesBetween, sheetKey } from '../figure-items.ts';
import { viewItemKey, type ViewItems } from './views.ts';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The figures in this process, beside the catalogue's views. */
export const memoryFigures = (items: ViewItems = new Map()): Figures => ({
  async save(caseId, version, adds) {
    const key = addsKey(caseId);
    const stored = items.get(viewItemKey(key));
    if (stored?.version !== undefined && stored.version >= version) return false;
    const { gone, stand, added } = movesBetween((stored?.['adds'] as Adds | undefined) ?? ADDS_NOTHING, adds);
    for (const place of gone) items.delete(viewItemKey(place));
    for (const place of stand) items.set(viewItemKey(place), place);
    for (const { key: row, by } of added) {
      const before = items.get(viewItemKey(row));
      const sums = [...by].map(([what, n]) => [what, Number(before?.[what] ?? 0) + n] as const);
      items.set(viewItemKey(row), { ...before, ...row, ...Object.fromEntries(sums) });
    }
    items.set(viewItemKey(key), { ...key, version, adds: structuredClone(adds) });
    return true;
  },
  async rows(sheet, between) {
    return [...items.values()]
      .filter(({ pk }) => pk === sheetKey(sheet))
      .filter(({ sk }) => !between || (byBytes(between.from, sk) <= 0 && byBytes(sk, between.to) <= 0))
      .sort((a, b) => byBytes(a.sk, b.sk))
      .map(({ pk: _sheet, sk: row, ...values }) => ({ row, values }) as FigureRow);
  },
});
