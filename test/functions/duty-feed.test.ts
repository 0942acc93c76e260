import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../events/duties.ts';
import { dutyCalendar } from '../../functions/duties/calendar.ts';
import { feedEndpoints } from '../../functions/duties/feed.endpoints.ts';
import type { DutyFeed } from '../../shared/adapters/dynamodb/duty-feeds.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { dutyCaseId, dutyIdOf, type Duty } from '../../shared/capabilities/duties/model.ts';
import type { Request } from '../../functions/_entry/request.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { PersonRef } from '../../shared/kernel/ids.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { dutyOpened, theDeptOfHealth, thePharmacies } from '../fixtures/duties.ts';
import { aContext, given } from '../fixtures/given-when-then.ts';
import { newId } from '../ledger/a-small-ledger.ts';

const publicUrl = 'https://dulieu.example.vn';
const ref = PersonRef.parse('44444444-4444-4444-8444-444444444444');
const today = localDate('2025-06-16');
const dutyOf = (facts: DutyEvent[]): { state: Duty; version: number } => {
  const { state } = given(duties, facts);
  if (!state) throw new Error('no duty');
  return { state, version: facts.length };
};
/** Lines as they were before they were folded (RFC 5545, 3.1). */
const linesOf = (calendar: string): string[] => calendar.replaceAll('\r\n ', '').split('\r\n');

describe('a duty in a calendar', () => {
  const lines = linesOf(dutyCalendar([dutyOf([dutyOpened()])], publicUrl));

  test('is an event of its whole due day, with its citation and its link', () => {
    expect(lines).toContain('DTSTART;VALUE=DATE:20250916');
    expect(lines).toContain('DTEND;VALUE=DATE:20250917');
    expect(lines).toContain(`SUMMARY:Đến hạn: Cập nhật\\, bổ sung dữ liệu mở – ${thePharmacies.title}`);
    expect(lines.find((line) => line.startsWith('DESCRIPTION:'))).toContain('47/2020/NĐ-CP');
    expect(lines).toContain(`URL;VALUE=URI:${publicUrl}/desk/datasets/${thePharmacies.id}`);
  });

  test('lines end with CR LF and are at most 75 octets long', () => {
    const text = dutyCalendar([dutyOf([dutyOpened()])], publicUrl);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  test('keeps its UID when its day moves, and says that it is a later version', () => {
    const moved = dutyOpened('2025-07-16');
    if (moved.type !== 'DutyOpened') throw new Error('not opened');
    const duty = dutyOf([
      dutyOpened(),
      {
        type: 'DutyRescheduled',
        data: {
          on: today,
          because: 'law',
          deadline: moved.data.deadline,
          cause: moved.data.openedBecause,
        },
      },
    ]);
    const later = linesOf(dutyCalendar([duty], publicUrl));
    const uid = (of: string[]) => of.find((line) => line.startsWith('UID:'));
    expect(uid(later)).toBe(uid(lines));
    expect(later).toContain('DTSTART;VALUE=DATE:20251016');
    expect(later).toContain('SEQUENCE:1');
  });

  test('without a day is not there, and the same duties give the same text', () => {
    const unknown = dutyOf([dutyOpened('2025-08-20')]);
    expect(dutyCalendar([unknown], publicUrl)).not.toContain('BEGIN:VEVENT');
    expect(dutyCalendar([dutyOf([dutyOpened()])], publicUrl)).toBe(
      dutyCalendar([dutyOf([dutyOpened()])], publicUrl),
    );
  });
});

describe('read by another calendar program’s own parser', () => {
  const title = 'Nhà thuốc; quầy thuốc, tủ thuốc \\ trạm y tế\nnăm 2025';
  const opened = dutyOpened();
  if (opened.type !== 'DutyOpened' || opened.data.subject.type !== 'dataset') throw new Error('not opened');
  const named: DutyEvent = {
    ...opened,
    data: { ...opened.data, subject: { ...opened.data.subject, title } },
  };
  const { state, version } = dutyOf([named]);
  const calendar = new ICAL.Component(ICAL.parse(dutyCalendar([{ state, version }], publicUrl)) as string);
  const [first, ...others] = calendar.getAllSubcomponents('vevent');
  const event = new ICAL.Event(first);

  test('it is one whole day, with an identity of its own and a moment of its own', () => {
    expect(others).toEqual([]);
    expect(event.uid).toBe(`${state.id}@dulieu.example.vn`);
    expect([event.startDate.isDate, event.startDate.toString(), event.endDate.toString()]).toEqual([
      true,
      '2025-09-16',
      '2025-09-17',
    ]);
    expect(event.duration.toString()).toBe('P1D');
    expect(first?.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    // When the duty was opened, in UTC: RFC 5545 wants it of every event.
    expect(String(first?.getFirstPropertyValue('dtstamp'))).toBe('2025-06-16T02:00:00Z');
    expect(event.sequence).toBe(0);
  });

  test('its words come back whole: comma, semicolon, backslash and a line of its own', () => {
    expect(event.summary).toBe(`Đến hạn: Cập nhật, bổ sung dữ liệu mở – ${title}`);
    expect(event.description).toContain('khoản 3 Điều 20 Nghị định 47/2020/NĐ-CP; ');
  });

  test('the calendar says who made it, by which version, and is published, not sent to anybody', () => {
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Cổng dữ liệu//Nhiệm vụ//VI');
    // METHOD makes Outlook take a feed for an invitation.
    expect(['REQUEST', 'REPLY', 'CANCEL']).not.toContain(calendar.getFirstPropertyValue('method'));
    expect(first?.getAllProperties('attendee')).toEqual([]);
  });
});

describe('the address of a calendar', () => {
  const world = async () => {
    const tables = memoryTables();
    const store = memoryCaseStore(tables);
    await changeCase(store, newId, duties, {
      caseId: dutyCaseId(dutyIdOf('open-data-update', thePharmacies.id, 1)),
      context: aContext(),
      decide: () => [dutyOpened()],
    });
    const membership = {
      sub: 'focal-y-te',
      person: ref,
      agency: theDeptOfHealth,
      role: 'focal' as const,
      validFrom: localDate('2020-01-01'),
    };
    tables.memberships.push(membership);
    const kept = new Map<PersonRef, DutyFeed>();
    const endpoints = feedEndpoints({
      store,
      registry: memoryRegistry(tables),
      feeds: {
        keep: async (person, feed) => void kept.set(person, feed),
        of: async (person) => kept.get(person),
      },
      publicUrl,
    });
    const ask = (id: string, params: Record<string, string>, day = today) =>
      endpoints
        .find(({ operation }) => operation.id === id)!
        .run({
          params,
          today: day,
          at: startOfDay(day),
          who: { ref, name: 'Cán bộ', memberships: [membership] },
        } as unknown as Request<Operation>);
    const make = async (): Promise<string> => {
      const made = await ask('createDutyFeed', {});
      if (!('body' in made)) throw new Error('no address was made');
      return (made.body as { address: string }).address.split('/').at(-1)!;
    };
    return { ask, make, kept, tables };
  };

  test('opens the duties of the person’s agency; the secret itself is not kept', async () => {
    const { ask, make, kept } = await world();
    const key = await make();
    const answer = await ask('readDutyFeed', { key });
    expect(answer).toMatchObject({
      file: expect.stringContaining('DTSTART;VALUE=DATE:20250916') as string,
      headers: { 'content-type': 'text/calendar; charset=utf-8', etag: expect.any(String) as string },
    });
    expect(JSON.stringify([...kept])).not.toContain(key.split('.')[1]);
  });

  test('ends with the next one; a wrong one answers as one that never was', async () => {
    const { ask, make } = await world();
    const first = await make();
    const second = await make();
    expect(await ask('readDutyFeed', { key: first })).toEqual({ problem: 'not-found' });
    expect(await ask('readDutyFeed', { key: second })).toHaveProperty('file');
    const stranger = `55555555-5555-4555-8555-555555555555.${second.split('.')[1]}`;
    expect(await ask('readDutyFeed', { key: stranger })).toEqual({ problem: 'not-found' });
  });

  test('shows nothing any more to who left the agency', async () => {
    const { ask, make, tables } = await world();
    const key = await make();
    tables.memberships[0] = { ...tables.memberships[0]!, validUntil: localDate('2025-06-30') };
    const answer = await ask('readDutyFeed', { key }, localDate('2025-07-01'));
    expect('file' in answer && answer.file).not.toContain('VEVENT');
  });
});
