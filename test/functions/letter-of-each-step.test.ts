import { describe, expect, test } from 'vitest';
import letters from '../../functions/requests/letters.json' with { type: 'json' };
import {
  correctAnswer,
  findAnswerWrong,
  inheritCorrection,
  recomputeCorrection,
} from '../../shared/capabilities/requests/correct-answer.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { anotherAgency, aProof, theCode } from '../fixtures/requests.ts';
import { withDayOff } from './a-moving-rulebook.ts';
import { ADDRESS, aToldRequester, SECRET } from './a-told-requester.ts';

describe('every step has its letter', () => {
  const on = (day: string) => ({ on: localDate(day) });
  type Act = readonly [day: string, act: (state: InformationRequest | undefined) => decide.Decision];
  const asked: Act = [
    '2025-06-17',
    (state) =>
      decide.askClarification(
        { ...on('2025-06-17'), until: localDate('2025-06-27'), paper: aProof('question') },
        state,
      ),
  ];
  const complex: Act = [
    '2025-06-18',
    (state) => decide.findComplex({ ...on('2025-06-18'), paper: aProof('notice') }, state),
  ];
  const known = { grounds: [{ id: 'already-public', needsDetail: false }], details: [] };
  const NO_DAY = undefined;
  const answered: Act = [
    '2025-06-18',
    (state) =>
      decide.answer({ ...on('2025-06-18'), paper: aProof('answer'), files: [], datasets: [] }, state),
  ];
  const foundWrong: Act = [
    '2025-06-19',
    (state) =>
      findAnswerWrong(
        { ...on('2025-06-19'), discoveredOn: localDate('2025-06-19'), paper: aProof('error') },
        state,
      ),
  ];

  /** What leads to each step, the subjects of its letter, and what the letter says of the day. */
  const steps: Record<
    string,
    { acts: readonly Act[]; vi: string; en: string; day: { vi: string; en: string } | undefined }
  > = {
    RequestReceived: {
      acts: [],
      vi: 'Đã nhận yêu cầu {code}',
      en: 'Request {code} received',
      day: { vi: 'Hạn trả lời: 19/06/2025.', en: 'Answer due: 19/06/2025.' },
    },
    RequestAccepted: {
      acts: [['2025-06-17', (state) => decide.accept(on('2025-06-17'), state)]],
      vi: 'Yêu cầu {code} đã được tiếp nhận',
      en: 'Request {code} accepted',
      day: { vi: 'Hạn trả lời: 19/06/2025.', en: 'Answer due: 19/06/2025.' },
    },
    ClarificationAsked: {
      acts: [asked],
      vi: 'Yêu cầu {code}: cần bạn bổ sung',
      en: 'Request {code}: please clarify',
      day: { vi: 'chậm nhất hết ngày 27/06/2025', en: 'by the end of 27/06/2025' },
    },
    ClarificationGiven: {
      acts: [
        asked,
        [
          '2025-06-18',
          (state) => decide.giveClarification({ ...on('2025-06-18'), paper: aProof('answer') }, state),
        ],
      ],
      vi: 'Yêu cầu {code}: đã nhận phần bổ sung',
      en: 'Request {code}: clarification received',
      day: { vi: 'Hạn trả lời: 20/06/2025.', en: 'Answer due: 20/06/2025.' },
    },
    ClarificationLapsed: {
      acts: [asked, ['2025-06-28', (state) => decide.lapse({ today: localDate('2025-06-28') }, state)]],
      vi: 'Yêu cầu {code} đã khép lại',
      en: 'Request {code} closed',
      day: NO_DAY,
    },
    RequestFoundComplex: {
      acts: [complex],
      vi: 'Yêu cầu {code}: cần thời gian tập hợp thông tin',
      en: 'Request {code}: time needed to gather the information',
      day: { vi: 'Hạn trả lời: 07/07/2025.', en: 'Answer due: 07/07/2025.' },
    },
    RequestExtended: {
      acts: [
        complex,
        ['2025-07-04', (state) => decide.extend({ ...on('2025-07-04'), paper: aProof('extension') }, state)],
      ],
      vi: 'Yêu cầu {code}: gia hạn trả lời',
      en: 'Request {code}: answer postponed',
      day: { vi: 'Hạn trả lời: 22/07/2025.', en: 'Answer due: 22/07/2025.' },
    },
    RequestTransferred: {
      acts: [
        [
          '2025-06-17',
          (state) =>
            decide.transfer(
              { ...on('2025-06-17'), to: anotherAgency, because: 'not-held', paper: aProof('transfer') },
              state,
            ),
        ],
      ],
      vi: 'Yêu cầu {code} được chuyển cơ quan',
      en: 'Request {code} handed to another agency',
      day: { vi: 'Hạn trả lời: 20/06/2025.', en: 'Answer due: 20/06/2025.' },
    },
    RequestAnswered: {
      acts: [answered],
      vi: 'Yêu cầu {code} đã được trả lời',
      en: 'Request {code} answered',
      day: NO_DAY,
    },
    RequestRefused: {
      acts: [
        [
          '2025-06-18',
          (state) =>
            decide.refuseRequest(
              { ...on('2025-06-18'), ground: 'already-public', known, paper: aProof('refusal') },
              state,
            ),
        ],
      ],
      vi: 'Yêu cầu {code} bị từ chối',
      en: 'Request {code} refused',
      day: NO_DAY,
    },
    RequestWithdrawn: {
      acts: [['2025-06-18', (state) => decide.withdraw(on('2025-06-18'), state)]],
      vi: 'Yêu cầu {code} đã được rút',
      en: 'Request {code} withdrawn',
      day: NO_DAY,
    },
    AnswerFoundWrong: {
      acts: [answered, foundWrong],
      vi: 'Yêu cầu {code}: thông tin đã cung cấp không chính xác',
      en: 'Request {code}: what you were given is not accurate',
      day: { vi: 'Hạn đính chính: 26/06/2025.', en: 'To be put right by: 26/06/2025.' },
    },
    CorrectionDeadlineRecomputed: {
      acts: [
        answered,
        foundWrong,
        [
          '2025-06-20',
          (state) => recomputeCorrection({ ...on('2025-06-20'), book: withDayOff('2025-06-23') }, state),
        ],
      ],
      vi: 'Yêu cầu {code}: hạn đính chính được tính lại',
      en: 'Request {code}: day of the correction counted anew',
      day: { vi: 'Hạn đính chính: 27/06/2025.', en: 'To be put right by: 27/06/2025.' },
    },
    AnswerCorrected: {
      acts: [
        answered,
        foundWrong,
        [
          '2025-06-20',
          (state) => correctAnswer({ ...on('2025-06-20'), paper: aProof('correction'), files: [] }, state),
        ],
      ],
      vi: 'Yêu cầu {code}: đã đính chính',
      en: 'Request {code}: corrected',
      day: NO_DAY,
    },
    RequestDeadlineRecomputed: {
      acts: [
        [
          '2025-06-17',
          (state) => decide.recompute({ ...on('2025-06-17'), book: withDayOff('2025-06-18') }, state),
        ],
      ],
      vi: 'Yêu cầu {code}: hạn trả lời được tính lại',
      en: 'Request {code}: due day counted anew',
      day: { vi: 'Hạn trả lời: 20/06/2025.', en: 'Answer due: 20/06/2025.' },
    },
  };

  test.each([
    ['vi', `Yêu cầu ${theCode}: cơ quan khác sẽ đính chính`, 'Hạn đính chính: 26/06/2025.'],
    ['en', `Request ${theCode}: another agency will put it right`, 'To be put right by: 26/06/2025.'],
  ] as const)(
    'whoever takes over an answer found wrong puts it right, and answers nothing anew (%s)',
    async (language, subject, day) => {
      const at = aToldRequester(language);
      await at.receive();
      for (const [on, act] of [answered, foundWrong]) await at.act(on, act);
      await at.tell(
        await at.act('2025-06-20', (state) =>
          inheritCorrection({ ...on('2025-06-20'), to: anotherAgency }, state),
        ),
      );
      expect(at.box.map((letter) => letter.subject)).toEqual([subject]);
      expect(at.box[0]?.text).toContain('Sở Xây dựng');
      expect(at.box[0]?.text).toContain(day);
      expect(at.box[0]?.text).not.toMatch(/sẽ trả lời bạn|will answer you/);
    },
  );

  test('none is forgotten here', () => {
    const told = (words: object) => Object.keys(words).filter((key) => /^[A-Z]/.test(key));
    for (const words of [letters.vi, letters.en])
      expect(told(words).sort()).toEqual(Object.keys(steps).sort());
  });

  test.each(Object.keys(steps).flatMap((type) => [[type, 'vi'] as const, [type, 'en'] as const]))(
    '%s in “%s”: one letter, by the private link, with its day, and nothing of what was written',
    async (type, language) => {
      const at = aToldRequester(language);
      const { acts, day, ...subjects } = steps[type]!;
      let last = await at.receive();
      for (const [on, act] of acts) last = await at.act(on, act);
      expect(last?.type).toBe(type);
      for (const _ of [1, 2]) await at.tell(last);
      expect(at.box).toHaveLength(1);
      const { to, subject, text } = at.box[0]!;
      expect([to, subject]).toEqual([ADDRESS, subjects[language].replace('{code}', theCode)]);
      const page = language === 'en' ? '/en/requests/' : '/requests/';
      expect(text).toContain(`https://dulieu.example.vn${page}#${theCode}.${SECRET}`);
      expect(`${subject}${text}`).not.toMatch(/\{\w+\}|undefined/);
      if (day) expect(text).toContain(day[language]);
      else expect(text).not.toMatch(/Hạn trả lời|Hạn đính chính|Answer due|put right by/);
      // Whoever reads English gets no sentence of the rulebook in Vietnamese.
      if (language === 'en') expect(text).not.toMatch(/Thời hạn|Lịch làm việc|Trước:|Nay:/);
    },
  );
});
