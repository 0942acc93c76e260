import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../../events/duties.ts';
import type { Recorded } from '../../../events/envelope.ts';
import type { RequestEvent } from '../../../events/requests.ts';
import { duties } from '../../../shared/capabilities/duties/capability.ts';
import { takeNotice, waiveInWriting } from '../../../shared/capabilities/duties/decide.ts';
import { followRequest } from '../../../shared/capabilities/duties/follow-request.ts';
import { dutyKeys, indexesOf } from '../../../shared/capabilities/duties/indexes.ts';
import { noticeWords } from '../../../shared/capabilities/duties/ladder.ts';
import type { Duty } from '../../../shared/capabilities/duties/model.ts';
import { standing } from '../../../shared/capabilities/duties/standing.ts';
import { addsOf } from '../../../shared/capabilities/duties/views/adds.ts';
import * as decide from '../../../shared/capabilities/requests/decide.ts';
import type { InformationRequest } from '../../../shared/capabilities/requests/model.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import { caseIdOf, EventId, PersonRef, uuidFrom } from '../../../shared/kernel/ids.ts';
import { localDate, startOfDay } from '../../../shared/kernel/local-date.ts';
import { isRefusal } from '../../../shared/kernel/refusal.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';
import { after, anotherAgency, aProof, received, theAgency, theCode } from '../../fixtures/requests.ts';

type Told = Recorded<RequestEvent>;
type Act = (state: InformationRequest | undefined) => decide.Decision;
const on = (day: string) => ({ on: localDate(day) });
const asked: Act = (state) =>
  decide.askClarification({ ...on('2025-06-17'), until: localDate('2025-06-27'), paper: aProof() }, state);
const clarified: Act = (state) => decide.giveClarification({ ...on('2025-06-23'), paper: aProof() }, state);
const complex: Act = (state) => decide.findComplex({ ...on('2025-06-18'), paper: aProof() }, state);
const extended: Act = (state) => decide.extend({ ...on('2025-06-30'), paper: aProof() }, state);
const handedOn =
  (because: 'not-held' | 'succession'): Act =>
  (state) =>
    decide.transfer({ ...on('2025-06-18'), to: anotherAgency, because }, state);
const answered: Act = (state) =>
  decide.answer({ ...on('2025-06-18'), paper: aProof(), files: [], datasets: [] }, state);
const refused: Act = (state) =>
  decide.refuseRequest(
    {
      ...on('2025-06-18'),
      ground: 'already-public',
      known: { grounds: [{ id: 'already-public', needsDetail: false }], details: [] },
      paper: aProof(),
    },
    state,
  );

/** The case of a request as the ledger has it. */
const told = (...acts: Act[]): Told[] => recordedOf(after(received('2025-06-16'), ...acts));
const recordedOf = (facts: readonly RequestEvent[]): Told[] =>
  facts.map((fact, i) => ({
    id: EventId.parse(uuidFrom(sha256(`fact ${i}`))),
    typeVersion: 1,
    caseId: caseIdOf('request', theCode),
    version: i + 1,
    at: startOfDay(localDate('2025-06-16')),
    by: { kind: 'system', name: 'test' },
    ...fact,
  }));

/** What the duty's own history is, once the request's has been taken in. */
const dutyFacts = (history: readonly Told[], before: readonly DutyEvent[] = []): DutyEvent[] =>
  history.reduce<DutyEvent[]>(
    (facts, one) => {
      const decided = followRequest(one, given(duties, facts).state);
      if (isRefusal(decided)) throw new Error(`following met ${decided.refused}`);
      return [...facts, ...decided];
    },
    [...before],
  );
const dutyAfter = (...acts: Act[]): Duty => {
  const duty = given(duties, dutyFacts(told(...acts))).state;
  if (!duty) throw new Error('no duty was opened');
  return duty;
};
const dueOn = ({ deadline }: Duty) => (deadline.kind === 'known' ? deadline.dueOn : deadline.kind);
const today = localDate('2025-06-17');

describe('a question asked after the due day', () => {
  test('leaves the duty overdue, on the day it was', () => {
    const late: Act = (state) =>
      decide.askClarification(
        { ...on('2025-06-20'), until: localDate('2025-07-20'), paper: aProof() },
        state,
      );
    const duty = dutyAfter(late);
    expect(dueOn(duty)).toBe('2025-06-19');
    expect(standing(duty, localDate('2025-06-20'))).toBe('overdue');
    expect(dutyFacts(told(late))).toHaveLength(1);
  });
});

describe('a request opens the duty to answer it', () => {
  test('with its agency, its clock and its code, and not a word about who asks', () => {
    const duty = dutyAfter();
    expect(duty).toMatchObject({
      id: 'answer-request:yc-7k3m9-qxd2t:1',
      status: 'open',
      agency: theAgency,
      subject: { type: 'request', code: theCode, title: `Yêu cầu cung cấp thông tin ${theCode}` },
      deadline: { kind: 'known', dueOn: '2025-06-19' },
      nextNoticeOn: '2025-06-18',
    });
    expect(duty.subject).not.toHaveProperty('requester');
  });

  test('is reminded the day before, on the day, the day after and five days after', () => {
    const notices = ['2025-06-18', '2025-06-19', '2025-06-20', '2025-06-24'].reduce<DutyEvent[]>(
      (facts, day) => {
        const decided = takeNotice({ today: localDate(day) }, given(duties, facts).state);
        return isRefusal(decided) ? facts : [...facts, ...decided];
      },
      dutyFacts(told()),
    );
    expect(notices.flatMap((fact) => (fact.type === 'DutyNoticeDue' ? fact.data.rung : []))).toEqual([
      'before-1',
      'due-day',
      'overdue-1',
      'overdue-5',
    ]);
  });
});

describe('what moves the day of the answer moves the duty', () => {
  test('a question to the requester stops the clock: nobody is reminded, it stands last', () => {
    const duty = dutyAfter(asked);
    expect(standing(duty, today)).toBe('paused');
    expect(duty).not.toHaveProperty('nextNoticeOn');
    expect(indexesOf(duty).status?.[1]).toMatch(/^~#/);
    expect(duty.earlierDeadlines).toMatchObject([
      { deadline: { dueOn: '2025-06-19' }, replacedOn: '2025-06-17', because: 'clarification' },
    ]);
  });

  test('the answer to it sets the clock going again', () => {
    expect(dutyAfter(asked, clarified)).toMatchObject({ nextNoticeOn: expect.any(String) as string });
    expect(dueOn(dutyAfter(asked, clarified)) > '2025-06-19').toBe(true);
  });

  test('moved twice, it has the last day, both old ones, and reminds anew', () => {
    const [opened, ...rest] = told(complex, extended);
    const reminded: DutyEvent[] = [
      ...dutyFacts([opened!]),
      {
        type: 'DutyNoticeDue',
        data: {
          rung: 'before-1',
          noticeOn: localDate('2025-06-18'),
          dueOn: localDate('2025-06-19'),
          skippedRungs: [],
        },
      },
    ];
    const duty = given(duties, dutyFacts(rest, reminded)).state;
    expect(duty).toMatchObject({
      reachedRungs: [],
      earlierDeadlines: [{ because: 'complexity' }, { because: 'extension' }],
    });
    expect(duty && dueOn(duty)).toBe('2025-07-22');
  });

  test('handed on for want of the information, it is the other agency’s, with its own clock', () => {
    expect(dutyAfter(handedOn('not-held'))).toMatchObject({
      agency: anotherAgency,
      deadline: { dueOn: '2025-06-23' },
      handOvers: [{ from: theAgency, to: anotherAgency, because: 'not-held' }],
    });
  });

  test('taken over by a successor, the clock runs on', () => {
    const duty = dutyAfter(handedOn('succession'));
    expect(duty).toMatchObject({ agency: anotherAgency, deadline: { dueOn: '2025-06-19' } });
    expect(duty).not.toHaveProperty('earlierDeadlines');
  });
});

describe('the end of a request ends the duty', () => {
  test.each([
    ['answered', answered, { status: 'fulfilled', closed: { how: 'answered', on: '2025-06-18' } }],
    ['refused', refused, { status: 'fulfilled', closed: { how: 'refused' } }],
    ['withdrawn', (state) => decide.withdraw(on('2025-06-18'), state), { status: 'waived' }],
  ] satisfies [string, Act, object][])('%s', (_, act, expected) => {
    expect(dutyAfter(act)).toMatchObject(expected);
  });

  test('lapsed for want of an answer, it says so', () => {
    const lapsed = dutyAfter(asked, (state) => decide.lapse({ today: localDate('2025-06-28') }, state));
    expect(lapsed).toMatchObject({
      status: 'waived',
      closed: { note: 'Người yêu cầu không bổ sung thông tin trong thời hạn đã báo' },
    });
    expect(lapsed.status === 'waived' && lapsed.closed).not.toHaveProperty('by');
  });

  test('told again, from the beginning, nothing more happens', () => {
    const history = told(asked, clarified, answered);
    const once = dutyFacts(history);
    expect(dutyFacts(history, once)).toEqual(once);
    expect(dutyFacts(history.slice(0, 3), dutyFacts(history.slice(0, 3)))).toEqual(
      dutyFacts(history.slice(0, 3)),
    );
  });
});

describe('a request handed on when it was late already', () => {
  const late: Act = (state) =>
    decide.transfer({ ...on('2025-06-24'), to: anotherAgency, because: 'not-held' }, state);
  const after24 = dutyFacts(told(late));
  test('has a new clock at the other agency, and stays late at the one that let it be', () => {
    const duty = given(duties, after24).state!;
    expect(duty).toMatchObject({
      agency: anotherAgency,
      deadline: { dueOn: '2025-06-27' },
      handOvers: [{ from: theAgency, to: anotherAgency, late: { dueOn: '2025-06-19' } }],
    });
    expect(addsOf(duty).counts).toEqual([
      { sheet: 'duties#open', row: `${anotherAgency}#answer-request`, what: 'due#2025-06', n: 1 },
      { sheet: 'duties#2025', row: `${theAgency}#answer-request#06`, what: 'handed-on-late', n: 1 },
    ]);
  });

  test('however often it is handed on after that', () => {
    const again: DutyEvent[] = Array.from({ length: 12 }, (_, i) => ({
      type: 'DutyHandedOver',
      data: {
        ...on('2025-06-25'),
        from: i % 2 ? theAgency : anotherAgency,
        to: i % 2 ? anotherAgency : theAgency,
        because: 'not-held',
      },
    }));
    const { handOvers } = given(duties, [...after24, ...again]).state!;
    expect([handOvers?.length, handOvers?.[0]?.late?.dueOn]).toEqual([6, '2025-06-19']);
  });

  test('in time, or to the successor of one that ended, nothing is late there', () => {
    for (const because of ['not-held', 'succession'] as const)
      expect(dutyAfter(handedOn(because)).handOvers).toEqual([
        { ...on('2025-06-18'), from: theAgency, to: anotherAgency, because },
      ]);
  });
});

describe('a request at the office, which the law wants answered at once', () => {
  const atOffice = dutyFacts(recordedOf(received('2025-06-16', { channel: 'office' })));
  const morningOf = (day: string) => (duty: Duty | undefined) => takeNotice({ today: localDate(day) }, duty);

  test('is overdue the day after, and climbs the ladder like any other', () => {
    const taken = given(duties, atOffice)
      .when(morningOf('2025-06-17'))
      .thenFacts(
        { type: 'DutyBecameOverdue', data: { dueOn: localDate('2025-06-16'), on: localDate('2025-06-17') } },
        {
          type: 'DutyNoticeDue',
          data: {
            rung: 'overdue-1',
            noticeOn: localDate('2025-06-17'),
            dueOn: localDate('2025-06-16'),
            skippedRungs: ['before-1', 'due-day'],
          },
        },
      );
    expect(standing(taken!, localDate('2025-06-17'))).toBe('overdue');
    expect(noticeWords(taken!, 'overdue-1')?.tells).toContain('department');
    expect(taken).toMatchObject({ nextNoticeOn: '2025-06-21' });
  });
});

describe('deadlines of every kind', () => {
  const withDeadline = (deadline: Duty['deadline']): Duty => ({ ...dutyAfter(), deadline });
  const cites = [{ instrument: 'luat-104-2016', label: 'Điều 29' }];
  const words = { ruleId: 'r', why: 'Vì sao.', startOn: today, startReason: 'ngày nhận', cites };
  test.each([
    [{ kind: 'unknown', ruleId: 'r', why: 'Chưa rõ.' }, 'unknown-deadline', '0000-00-00'],
    [{ kind: 'no-limit', ...words }, 'no-limit', '0000-00-00'],
    [{ kind: 'at-once', ...words }, 'at-once', '2025-06-17'],
  ] as const)('%o stands where a person looks', (deadline, state, sort) => {
    const duty = withDeadline(deadline);
    expect(standing(duty, today)).toBe(state);
    expect(indexesOf(duty).status).toEqual([dutyKeys.all('open'), `${sort}#${duty.id}`]);
    expect(takeNotice({ today: localDate('2030-01-01') }, duty)).toEqual([]);
  });
});

describe('waiving in writing', () => {
  const waiving = {
    why: 'Không còn phải làm.',
    ...on('2025-06-17'),
    by: PersonRef.parse(uuidFrom('a'.repeat(64))),
  };
  test('an answer owed to a person is never waived', () => {
    given(duties, dutyFacts(told()), aContext())
      .when((duty) => waiveInWriting({ ...waiving, agencies: [] }, duty))
      .thenRefused({
        refused: 'not-waivable',
        facts: {
          why: 'quyền được trả lời là của người yêu cầu, nên cơ quan trả lời hoặc từ chối bằng văn bản có căn cứ',
        },
      });
  });
});
