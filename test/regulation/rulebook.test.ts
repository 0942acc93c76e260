import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CalendarYear } from '../../shared/regulation/calendar.ts';
import { dataFiles } from '../../shared/regulation/data-files.ts';
import { calendarReach, rulebookFaults } from '../../shared/regulation/faults.ts';
import { Ladder } from '../../shared/regulation/practice.ts';
import { RulebookData } from '../../shared/regulation/rulebook.ts';
import { DeadlineRule } from '../../shared/regulation/schema.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import openDataUpdate from '../../shared/regulation/data/deadlines/open-data-update.json' with { type: 'json' };
import openDataLadder from '../../shared/regulation/data/ladders/open-data-duty.json' with { type: 'json' };
import calendar2026 from '../../shared/regulation/data/calendar/2026.json' with { type: 'json' };

const room = join(import.meta.dirname, '../../shared/regulation');
const updateRule = (book: RulebookData) => book.deadlines.find(({ id }) => id === 'open-data-update')!;
const shipped = () => RulebookData.parse(structuredClone(dataFiles));

describe('the rulebook as shipped', () => {
  test('has no fault', () => {
    expect(rulebookFaults(shipped())).toEqual([]);
  });

  test('loads every data file there is', () => {
    const onDisk = readdirSync(join(room, 'data'), { recursive: true, encoding: 'utf8' }).filter((f) =>
      f.endsWith('.json'),
    );
    const imported = [
      ...readFileSync(join(room, 'data-files.ts'), 'utf8').matchAll(/'\.\/data\/(.+?\.json)'/g),
    ];
    expect(imported.map((match) => match[1]).sort()).toEqual(onDisk.sort());
    expect(onDisk.length).toBeGreaterThan(20);
  });

  test('is written in NFC, so that it reads and compares as one text', () => {
    const text = JSON.stringify(dataFiles);
    expect(text).toBe(text.normalize('NFC'));
  });

  test('knows the working calendar for at least the longest open-data period from today', () => {
    expect(calendarReach(shipped(), localDate('2026-11-23'))).toBeGreaterThan(190);
  });

  test('offers the twelve topics, one default licence, and says who each role is', () => {
    const book = shipped();
    expect(book.topics.terms).toHaveLength(12);
    expect(book.licences.find((licence) => licence.default)?.terms).toBe('open-data-use');
    expect(book.roles.map((role) => role.id)).toEqual(['focal', 'department', 'chairman', 'ops', 'app']);
  });
});

describe('the schema refuses law that is not whole', () => {
  type Draft = typeof openDataUpdate;
  const changed = (change: (rule: Draft) => void) => {
    const rule = structuredClone(openDataUpdate);
    change(rule);
    const result = DeadlineRule.safeParse(rule);
    return result.success
      ? 'accepted'
      : result.error.issues.map((issue) => issue.message || issue.path.join('.')).join('; ');
  };

  test.each<[string, (rule: Draft) => void, RegExp]>([
    [
      'a hole between two values',
      (r) => (r.values[1]!.from = '2025-08-20'),
      /a hole between 2025-08-18 and 2025-08-20/,
    ],
    ['an overlap of one day', (r) => (r.values[1]!.from = '2025-08-18'), /overlaps/],
    ['two values without end', (r) => delete r.values[0]!.until, /overlaps/],
    ['a series that just stops', (r) => r.values.pop(), /nothing is said after 2025-08-18/],
    [
      'a value that ends before it begins',
      (r) => (r.values[0]!.until = '2021-01-01'),
      /ends before it begins/,
    ],
    ['a value without citation', (r) => (r.values[0]!.cites = []), /Too small/],
    ['an unknown without its why', (r) => delete r.values[1]!.why, /expected object/],
    ['a why that is empty', (r) => (r.values[1]!.why = { vi: ' ' }), /Too small/],
    ['a citation without its sentence', (r) => (r.values[0]!.cites[0]!.sentence.vi = ''), /Too small/],
    ['a period of no length', (r) => (r.values[0]!.limit!.amount = 0), /Too small/],
    ['a day that is not on the calendar', (r) => (r.values[0]!.from = '2021-02-30'), /Invalid ISO date/],
    ['a field nobody knows', (r) => Object.assign(r.values[0]!, { days: 3 }), /Unrecognized key/],
    ['no values at all', (r) => (r.values = []), /Too small/],
  ])('%s', (_, change, message) => {
    expect(changed(change)).toMatch(message);
  });

  /** Every series of law, wherever in the files it stands. */
  const seriesIn = (node: unknown): { state: string; from: string; until?: string; cites: unknown[] }[][] => {
    if (Array.isArray(node)) {
      const isSeries = node.some((entry: unknown) => typeof entry === 'object' && entry && 'state' in entry);
      return isSeries
        ? [node as ReturnType<typeof seriesIn>[number]]
        : node.flatMap((entry: unknown) => seriesIn(entry));
    }
    return typeof node === 'object' && node ? Object.values(node).flatMap(seriesIn) : [];
  };
  type Series = ReturnType<typeof seriesIn>[number];

  test.each<[string, (series: Series) => unknown]>([
    ['an overlap', (series) => series.push({ ...series.at(-1)!, from: series[0]!.from })],
    [
      'a hole',
      (series) => {
        series[0]!.until ??= '2100-01-01';
        series.push({ ...series.at(-1)!, from: '2200-01-01' });
        if (series.length > 2) series[1]!.from = '2100-01-01';
      },
    ],
    ['an end after which nothing is said', (series) => (series.at(-1)!.until = '2100-01-01')],
    ['no citation', (series) => (series.find(({ state }) => state === 'value')!.cites = [])],
  ])('in every series of law it refuses %s', (_, plant) => {
    const count = seriesIn(dataFiles).length;
    expect(count).toBeGreaterThan(70);
    for (let i = 0; i < count; i += 1) {
      const files = structuredClone(dataFiles);
      plant(seriesIn(files)[i]!);
      expect(RulebookData.safeParse(files).success, `series ${i}`).toBe(false);
    }
  });

  test('but accepts the rule as shipped', () => expect(changed(() => undefined)).toBe('accepted'));

  test('two rungs on one day, or a ladder that goes down', () => {
    for (const offsetDays of [-30, -31]) {
      const ladder = structuredClone(openDataLadder);
      ladder.values[0]!.rungs[1]!.offsetDays = offsetDays;
      expect(Ladder.safeParse(ladder).success).toBe(false);
    }
  });

  test.each<[string, (c: typeof calendar2026) => void, RegExp]>([
    [
      'a swapped day off that nobody works for',
      (c) => c.workingDays.pop(),
      /2026-08-31 swapped, never worked/,
    ],
    ['a day of another year', (c) => (c.daysOff[0]!.day = '2025-01-01'), /of another year/],
    ['a day listed twice', (c) => (c.daysOff[1]!.day = '2026-01-01'), /listed twice/],
    ['a day off that rests on nothing', (c) => (c.daysOff[0]!.cites = ['rumour']), /no citation rumour/],
  ])('a calendar with %s', (_, change, message) => {
    const calendar = structuredClone(calendar2026);
    change(calendar);
    const result = CalendarYear.safeParse(calendar);
    expect(result.success ? '' : result.error.message).toMatch(message);
  });
});

describe('the whole is checked against itself', () => {
  test.each<[string, (book: RulebookData) => void, RegExp]>([
    [
      'a citation of an instrument not held',
      (b) => (b.instruments = b.instruments.filter((i) => i.id !== 'nd-47-2020')),
      /cites nd-47-2020, which the rulebook does not hold/,
    ],
    [
      'a value that outlives the article it rests on',
      (b) => (updateRule(b).values = [{ ...updateRule(b).values[0]!, until: localDate('2025-09-01') }]),
      /open-data-update rests on nd-47-2020-dieu-20-khoan-3 after 2025-08-18/,
    ],
    [
      'a value older than the regulation it rests on',
      (b) => (updateRule(b).values[0]!.from = localDate('2021-08-15')),
      /rests on qd-10-2021-dieu-6-khoan-3 before it was law/,
    ],
    [
      'a duty without its rule',
      (b) => (b.deadlines = b.deadlines.filter((rule) => rule.id !== 'open-data-review')),
      /names open-data-review/,
    ],
    [
      'an extension of a rule that is not there',
      (b) => (b.deadlines.find((rule) => rule.extends)!.extends = 'no-such-rule'),
      /deadlines names no-such-rule/,
    ],
    [
      'a clock stop that is not there',
      (b) => (updateRule(b).stoppedBy = ['rumour']),
      /deadlines names rumour/,
    ],
    [
      'a clock stop on a period of months',
      (b) => (updateRule(b).stoppedBy = ['clarification']),
      /open-data-update counts month, which no clock stop can lengthen/,
    ],
    [
      'a method that counts something else',
      (b) => (b.countingMethods[0]!.unit = 'day'),
      /counts month by months/,
    ],
    ['a year left out', (b) => b.calendarYears.splice(1, 1), /no calendar between 2025 and 2027/],
    ['two default licences', (b) => b.licences.forEach((l) => (l.default = true)), /not exactly one default/],
    [
      'a topic named twice',
      (b) => b.topics.terms.push(b.topics.terms[0]!),
      /topic nong-nghiep is there twice/,
    ],
  ])('%s', (_, change, message) => {
    const book = shipped();
    change(book);
    expect(rulebookFaults(book).join('\n')).toMatch(message);
  });
});

describe('no law in code', () => {
  /** Code without comments: comments may cite, code may not. */
  const bare = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  const law =
    /(Điều|khoản|Nghị định|Quyết định)\s+\d|\d+\/\d{4}\/|['"`](nd|qd|blds|blld|luat|nq|tb|cv)-\d|\d{4}-\d{2}-\d{2}/;
  const filesOf = (folder: string) =>
    readdirSync(join(room, folder), { encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ name, code: bare(readFileSync(join(room, folder, name), 'utf8')) }));

  test('no article, number or date of law stands in the code of the rulebook or of duties', () => {
    const files = [...filesOf('.'), ...filesOf('../capabilities/duties')];
    expect(files.length).toBeGreaterThan(15);
    const allowed = (line: string) => line.includes("'0000-00-00'") || line.includes(".json'");
    const found = files.flatMap(({ name, code }) =>
      code
        .split('\n')
        .filter((line) => law.test(line) && !allowed(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    "const from = '2025-08-19';",
    'const why = `khoản ${n} Điều 20`;',
    "cite('nd-47-2020')",
    "'47/2020/NĐ-CP'",
  ])('the guard itself catches %s', (planted) => expect(law.test(bare(planted))).toBe(true));
});
