import { beforeEach, expect, it } from 'vitest';
import type { Adds, Figures } from '../../shared/capabilities/figures.ts';
import { CaseId } from '../../shared/kernel/ids.ts';

const aCase = (n: number) => CaseId.parse(`duty:open-data-update:${n}`);

const adding = (row: string, numbers: Record<string, number>, place?: string): Adds => ({
  counts: Object.entries(numbers).map(([what, n]) => ({ sheet: 'duties#2025', row, what, n })),
  places: place === undefined ? [] : [{ sheet: 'duties#due', row: place, says: { agency: row } }],
});

/** What those who count cases ask of the figures. `begin` gives empty ones before every test. */
export const figuresSuite = (begin: () => Promise<Figures>): void => {
  let figures: Figures;
  beforeEach(async () => (figures = await begin()));

  /** Sums that have come down to nothing may still stand there: they say what an absent one says. */
  const rows = async (sheet: string, between?: { from: string; to: string }) =>
    (await figures.rows(sheet, between)).map(({ row, values }) => [
      row,
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== 0)),
    ]);

  it('are empty at first', async () => expect(await figures.rows('duties#2025')).toEqual([]));

  it('sum what cases add to a row, and keep rows apart by sheet', async () => {
    expect(await figures.save(aCase(1), 1, adding('H54.06', { late: 1, 'days-late': 4 }))).toBe(true);
    await figures.save(aCase(2), 3, adding('H54.06', { late: 1, 'days-late': 2 }));
    await figures.save(aCase(3), 2, adding('H54.05', { 'in-time': 1 }, '2025-06-16#3'));
    expect(await rows('duties#2025')).toEqual([
      ['H54.05', { 'in-time': 1 }],
      ['H54.06', { late: 2, 'days-late': 6 }],
    ]);
    expect(await rows('duties#due')).toEqual([['2025-06-16#3', { agency: 'H54.05' }]]);
    expect(await rows('duties#2024')).toEqual([]);
  });

  it('take back what a case added before', async () => {
    await figures.save(aCase(1), 1, adding('H54.06', { open: 1, 'due#2025-06': 1 }, '2025-06-16#1'));
    await figures.save(aCase(1), 2, adding('H54.06', { open: 1, 'due#2025-07': 1 }, '2025-07-01#1'));
    expect(await rows('duties#2025')).toEqual([['H54.06', { open: 1, 'due#2025-07': 1 }]]);
    expect(await rows('duties#due')).toEqual([['2025-07-01#1', { agency: 'H54.06' }]]);
    await figures.save(aCase(1), 3, adding('H54.08', { done: 1 }));
    expect(await rows('duties#2025')).toEqual([
      ['H54.06', {}],
      ['H54.08', { done: 1 }],
    ]);
    expect(await rows('duties#due')).toEqual([]);
  });

  it('say in the same place what is new there', async () => {
    await figures.save(aCase(1), 1, adding('H54.06', {}, '2025-06-16#1'));
    await figures.save(aCase(1), 2, adding('H54.08', {}, '2025-06-16#1'));
    expect(await rows('duties#due')).toEqual([['2025-06-16#1', { agency: 'H54.08' }]]);
  });

  it('change nothing for an older or the same version, whatever it says', async () => {
    await figures.save(aCase(1), 5, adding('H54.06', { late: 1 }));
    expect(await figures.save(aCase(1), 4, adding('H54.06', { 'in-time': 1 }))).toBe(false);
    expect(await figures.save(aCase(1), 5, adding('H54.06', { 'in-time': 1 }))).toBe(false);
    expect(await rows('duties#2025')).toEqual([['H54.06', { late: 1 }]]);
  });

  it('remember a case that adds nothing', async () => {
    expect(await figures.save(aCase(1), 2, adding('', {}))).toBe(true);
    expect(await figures.save(aCase(1), 1, adding('H54.06', { late: 1 }))).toBe(false);
    expect(await rows('duties#2025')).toEqual([]);
  });

  it('give the rows between two names, both included', async () => {
    for (const day of ['2025-05-31', '2025-06-01', '2025-06-16', '2025-07-01'])
      await figures.save(CaseId.parse(`duty:${day}`), 1, adding('H54.06', {}, day));
    const between = { from: '2025-06-01', to: '2025-06-16' };
    expect((await rows('duties#due', between)).map(([row]) => row)).toEqual(['2025-06-01', '2025-06-16']);
  });

  it('lose nothing when cases of one agency change at once', async () => {
    const cases = Array.from({ length: 6 }, (_, i) => aCase(i));
    await Promise.all(cases.map((caseId) => figures.save(caseId, 1, adding('H54.06', { open: 1 }))));
    await Promise.all(
      cases.flatMap((caseId) =>
        [2, 3, 2].map((version) => figures.save(caseId, version, adding('H54.06', { done: version }))),
      ),
    );
    expect(await rows('duties#2025')).toEqual([['H54.06', { done: 18 }]]);
  });
};
