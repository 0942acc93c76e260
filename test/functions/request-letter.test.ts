import { randomUUID } from 'node:crypto';
import yauzl from 'yauzl';
import { describe, expect, test } from 'vitest';
import { composeLetter } from '../../functions/requests/letter/compose.ts';
import { letterFact, templateOf } from '../../functions/requests/letter/facts.ts';
import { documentOf } from '../../functions/requests/letter/document.ts';
import type { FormPaper } from '../../functions/requests/papers.ts';
import { requestEvents, type RequestEvent } from '../../events/requests.ts';
import { envelop } from '../../shared/capabilities/change-case.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { requestCaseId } from '../../shared/capabilities/requests/model.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { LetterKind } from '../../shared/contract/request-letters.ts';
import { RequestContent } from '../../shared/contract/request-forms.ts';
import { AgencyCode } from '../../shared/kernel/ids.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { given } from '../fixtures/given-when-then.ts';
import { after, aProof, received, theCode } from '../fixtures/requests.ts';
import { someForm } from '../journeys/driver/citizen.ts';

const formsOfDecree13: Readonly<Record<LetterKind, string | undefined>> = {
  acceptance: 'mau-02',
  question: undefined,
  answer: 'mau-03',
  extension: 'mau-04',
  refusal: 'mau-05',
  complexity: undefined,
  correction: undefined,
};
const form: FormPaper = { content: RequestContent.parse(someForm('Bản đồ xã <b>Đông Hưng</b>')), files: [] };
const complex = after(
  received('2025-06-16'),
  (state) => decide.findComplex({ on: localDate('2025-06-17'), paper: aProof('notice') }, state),
  (state) => decide.extend({ on: localDate('2025-07-04'), paper: aProof('extension') }, state),
);
const request = given(requests, complex).state;
if (!request) throw new Error('no request');

const partOf = (zip: Uint8Array, name: string): Promise<string> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(zip), { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      file.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName !== name) return file.readEntry();
        file.openReadStream(entry, (fault, stream) => {
          if (fault) return reject(fault);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        });
      });
      file.on('end', () => reject(new Error(`no ${name}`)));
      file.readEntry();
    });
  });

describe('the letter of a refusal', () => {
  const letter = composeLetter('refusal', {
    request,
    fact: { on: localDate('2025-06-05'), part: 'refusal', ground: 'not-accessible', detail: 'work-secret' },
    agency: 'Sở Nông nghiệp và Môi trường',
    form,
    said: { text: 'Dòng thứ nhất.\nDòng thứ hai.' },
  });

  test('names the form, the ground with its articles, the reason word for word, and the right to complain', () => {
    expect(letter.title).toBe('Thông báo từ chối cung cấp thông tin');
    expect(letter.to).toContain('Nguyễn Thị Hạnh');
    const text = letter.body.join('\n');
    expect(text).toContain('điểm a Điều 28 Luật Tiếp cận thông tin');
    expect(text).toContain('Điều 6');
    expect(letter.body).toContain('Dòng thứ nhất.');
    expect(letter.body.at(-1)).toMatch(/khiếu nại, khởi kiện theo quy định của pháp luật\.\/\.$/);
  });

  test('is laid out as an administrative document; markup in what people wrote stays text', async () => {
    const xml = await partOf(await documentOf(letter), 'word/document.xml');
    for (const words of [
      'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'ngày 05 tháng 6 năm 2025',
      'Nơi nhận:',
      '&lt;b&gt;Đông Hưng&lt;/b&gt;',
    ])
      expect(xml).toContain(words);
    // A4, margins of 20, 20, 30 and 15 mm.
    expect(xml).toMatch(/<w:pgSz w:w="1190[56]" w:h="1683[78]"/);
    expect(xml).toMatch(/w:left="170[01]"/);
  });
});

test('the letter of an extension says the new day, why, and how it was counted', () => {
  const extended = complex.at(-1);
  if (extended?.type !== 'RequestExtended') throw new Error('not extended');
  const { deadline } = extended.data;
  const letter = composeLetter('extension', {
    request,
    fact: { on: localDate('2025-07-04'), part: 'extension', deadline },
    agency: 'Sở Nông nghiệp và Môi trường',
    form,
    said: { text: 'Hồ sơ lưu ở kho.' },
  });
  const text = letter.body.join('\n');
  expect(text).toContain('Hạn mới: 22/07/2025');
  expect(text).toContain('Hồ sơ lưu ở kho.');
  expect(text).toContain('Căn cứ:');
});

test('the notice that information must be gathered is a letter without a form: the limit, how it was counted, and why', () => {
  const found = complex.find(({ type }) => type === 'RequestFoundComplex');
  if (found?.type !== 'RequestFoundComplex') throw new Error('not found complex');
  const letter = composeLetter('complexity', {
    request,
    fact: { on: localDate('2025-06-17'), part: 'notice', deadline: found.data.deadline },
    agency: 'Sở Nông nghiệp và Môi trường',
    form,
    said: { text: 'Hồ sơ ở ba phòng.' },
  });
  expect(letter.title).toBe('Thông báo về thời hạn giải quyết yêu cầu cung cấp thông tin');
  expect(letter).not.toHaveProperty('template');
  const text = letter.body.join('\n');
  expect(text).toContain('Thời hạn giải quyết: 07/07/2025. Lý do:\nHồ sơ ở ba phòng.');
  expect(text).toContain('Căn cứ: Điều 30 Luật Tiếp cận thông tin 104/2016/QH13');
});

test('that notice is its agency’s alone: handed on, the request has none until the other gives one; a successor keeps it', () => {
  const facts = (because: 'not-held' | 'succession', again = false) =>
    envelop(
      after(
        complex,
        (state) =>
          decide.transfer(
            {
              on: localDate('2025-07-07'),
              to: AgencyCode.parse('H54.07'),
              because,
              paper: aProof('transfer'),
            },
            state,
          ),
        ...(again
          ? [
              (state: typeof request | undefined) =>
                decide.findComplex({ on: localDate('2025-07-08'), paper: aProof('notice') }, state),
            ]
          : []),
      ),
      requestEvents,
      { caseId: requestCaseId(theCode), afterVersion: 0 },
      { at: startOfDay(localDate('2025-06-16')), by: { kind: 'system', name: 'test' } },
      randomUUID,
    );
  expect(letterFact('complexity', facts('not-held'))).toBeUndefined();
  expect(letterFact('complexity', facts('not-held', true))).toMatchObject({ on: '2025-07-08' });
  expect(letterFact('complexity', facts('succession'))).toMatchObject({ on: '2025-06-17' });
});

describe('the letter of an acceptance', () => {
  const accept = (state: Parameters<typeof decide.accept>[1]) =>
    decide.accept({ on: localDate('2025-06-16') }, state);
  const lettered = (facts: readonly RequestEvent[]) => {
    const fact = letterFact(
      'acceptance',
      envelop(
        facts,
        requestEvents,
        { caseId: requestCaseId(theCode), afterVersion: 0 },
        { at: startOfDay(localDate('2025-06-16')), by: { kind: 'system', name: 'test' } },
        randomUUID,
      ),
    );
    const now = given(requests, facts).state;
    if (!fact || !now) throw new Error('not accepted');
    const letter = composeLetter('acceptance', { request: now, fact, agency: 'Sở A', form, said: undefined });
    return letter.body.join('\n');
  };
  const noLaw: RequestEvent = {
    type: 'RequestDeadlineRecomputed',
    data: {
      on: localDate('2025-06-16'),
      why: 'Quy định thay đổi.',
      deadline: { kind: 'unknown', ruleId: 'x', why: 'Chưa có giá trị; chờ Sở hướng dẫn.' },
    },
  };

  test('says the day as it stood then, whatever moved it since', () => {
    const facts = after(
      received('2025-06-16'),
      accept,
      (state) => decide.findComplex({ on: localDate('2025-06-17'), paper: aProof('notice') }, state),
      (state) => decide.extend({ on: localDate('2025-07-04'), paper: aProof('extension') }, state),
    );
    expect(lettered(facts)).toContain('Hạn trả lời: 19/06/2025./.');
  });

  test('is none of the agency it was handed to, until that one accepts', () => {
    const handedOn = (state: Parameters<typeof decide.transfer>[1]) =>
      decide.transfer(
        {
          on: localDate('2025-06-17'),
          to: AgencyCode.parse('H54.99'),
          because: 'not-held',
          paper: aProof('transfer'),
        },
        state,
      );
    expect(() => lettered(after(received('2025-06-16'), accept, handedOn))).toThrow('not accepted');
    expect(lettered(after(received('2025-06-16'), accept, handedOn, accept))).toContain('Hạn trả lời');
  });

  test('of a target of the house says that it is one', () => {
    const [first, ...rest] = after(received('2025-06-16'), accept);
    if (first?.type !== 'RequestReceived') throw new Error('not received');
    const deadline = { ...first.data.deadline, basis: 'house' } as typeof first.data.deadline;
    const facts: RequestEvent[] = [{ ...first, data: { ...first.data, deadline } }, ...rest];
    expect(lettered(facts)).toContain('Hạn trả lời: 19/06/2025, mục tiêu nội bộ./.');
  });

  test('where no day is known says so in the words of a letter, and ends once', () => {
    const text = lettered([
      ...received('2025-06-16'),
      noLaw,
      ...after(received('2025-06-16'), accept).slice(1),
    ]);
    expect(text).toMatch(/Hạn trả lời: thời hạn đang được xác định; cơ quan sẽ thông báo\.\/\.$/);
    expect(text).not.toContain('chờ Sở hướng dẫn');
  });
});

test('the letter of a question asks by its last day, and says that no form of law is known for it', async () => {
  const letter = composeLetter('question', {
    request,
    fact: { on: localDate('2025-06-17'), until: localDate('2025-07-17'), part: 'question' },
    agency: 'Sở Nông nghiệp và Môi trường',
    form,
    said: { text: 'Xin ghi rõ số tờ bản đồ.' },
  });
  expect(letter.template).toBeUndefined();
  expect(letter.body.join('\n')).toContain('chậm nhất hết ngày 17/07/2025');
  expect(letter.body.join('\n')).toContain('Xin ghi rõ số tờ bản đồ.');
  const xml = await partOf(await documentOf(letter), 'word/document.xml');
  expect(xml).toContain('Chưa thấy mẫu luật định');
  expect(xml).not.toContain('undefined');
});

test('a letter about a report follows no form that is for information asked for', () => {
  const report = given(requests, received('2025-06-16', { kind: 'challenge' })).state;
  if (!report) throw new Error('no report');
  const letter = composeLetter('answer', {
    request: report,
    fact: { on: localDate('2025-06-18'), part: 'answer' },
    agency: 'Sở Nông nghiệp và Môi trường',
    form: {
      content: RequestContent.parse({ kind: 'challenge', says: { description: 'Diện tích xã ghi sai.' } }),
      files: [],
    },
    said: { text: 'Phản ánh đúng, đã sửa.' },
  });
  expect(letter.title).toBe('Trả lời phản ánh');
  expect(letter.template).toBeUndefined();
});

describe('the form of law a letter follows is the one of the day of receipt', () => {
  const kinds = LetterKind.options;
  const idsFor = (receivedOn: string) =>
    kinds.map((kind) => templateOf(kind, { kind: 'information', receivedOn: localDate(receivedOn) })?.id);

  test('to 31 August 2026 the forms of Decree 13/2018, whenever the letter is written', () => {
    expect(idsFor('2026-08-31')).toEqual(kinds.map((kind) => formsOfDecree13[kind]));
  });

  test('from 1 September 2026 none, until the forms of the new law are known', () => {
    expect(idsFor('2026-09-01')).toEqual(kinds.map(() => undefined));
    const late = given(requests, received('2026-11-20')).state;
    if (!late) throw new Error('no request');
    const letter = composeLetter('refusal', {
      request: late,
      fact: { on: localDate('2026-11-24'), part: 'refusal', ground: 'named-in-writing' },
      agency: 'Sở Nông nghiệp và Môi trường',
      form,
      said: { text: 'Không thuộc phạm vi cung cấp.' },
    });
    expect(letter).toMatchObject({ title: 'Thông báo từ chối cung cấp thông tin' });
    expect(letter.template).toBeUndefined();
  });
});
