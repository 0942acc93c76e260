import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { RequestContent } from '../../shared/contract/request-forms.ts';
import { issueSentence } from '../../shared/contract/issue-sentences.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { problemOf, type ProblemId } from '../../shared/contract/problems.ts';
import { thingAt } from '../../shared/contract/state-words.ts';
import { paragraphs, text } from '../../shared/kernel/dataset.ts';
import { AgencyCode, Slug } from '../../shared/kernel/ids.ts';
import { LocalDate } from '../../shared/kernel/local-date.ts';
import { someForm } from '../journeys/driver/citizen.ts';

/** What is said of the first fault of a value. */
const said = (schema: z.ZodType, value: unknown): string | undefined => {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  return issue && issueSentence(issue);
};

describe('what is wrong with a part of a request', () => {
  it('is said with the form that is wanted', () => {
    expect(said(Slug, 'Địa Chỉ')).toContain('ví dụ: danh-sach-truong-hoc');
    expect(said(AgencyCode, 'so-y-te')).toContain('H54.14');
    expect(said(z.string().regex(/^[a-z-]+$/), 'A')).toBe('Chưa đúng dạng quy định: /^[a-z-]+$/');
    expect(said(LocalDate, '2025-02-31')).toContain('không có trong lịch');
    expect(said(z.email(), 'a')).toContain('ví dụ: dulieu@example.vn');
  });

  it('is said of content where there is to be none', () => {
    expect(said(z.undefined(), {})).toBe('Không nhận nội dung nào ở đây. Hãy bỏ phần này');
  });
});

describe('a line that a person wrote', () => {
  it.each(['\u200b'.repeat(8), '\u2060\u00ad\u200d\u200b\u200c', 'ab\u200b\u200b\u200b'])(
    'of letters nobody sees is none (%j)',
    (title) => {
      expect(said(text(200, 5), title)).toContain('không nhìn thấy');
    },
  );

  it('may hold a few of them among letters, and none that turn the reading direction', () => {
    expect(said(text(200, 5), 'Trường\u200b học')).toBeUndefined();
    expect(said(text(200, 5), 'Trường học\u202e csv')).toContain('không có ký tự điều khiển');
    expect(said(text(200, 5), 'Một')).toBe('Cần ít nhất 5 ký tự');
  });
});

describe('what a citizen asks', () => {
  it('of letters nobody sees asks nothing, and a name of them names nobody', () => {
    const unseen = '\u200b'.repeat(20);
    expect(said(paragraphs(5000, 10), unseen)).toContain('không nhìn thấy');
    const form = someForm();
    const asks = (more: object) => said(RequestContent, { ...form, asks: { ...form.asks, ...more } });
    expect(asks({})).toBeUndefined();
    expect(asks({ information: unseen })).toContain('không nhìn thấy');
    expect(asks({ person: { ...form.asks.person, name: unseen } })).toContain('không nhìn thấy');
  });
});

describe('the state that forbids something', () => {
  it('is in words in the sentence and as it is in the facts', () => {
    const { title, facts } = problemOf('wrong-state', { facts: { status: 'draft' } });
    expect(title).toContain('trạng thái “bản nháp”');
    expect(facts).toEqual({ status: 'draft' });
  });

  it.each<[ProblemId, Record<string, string>, string]>([
    ['request-closed', { status: 'answered', on: '2025-06-16' }, 'đã khép lại (đã trả lời) ngày 16/06/2025'],
    ['wrong-state', { status: 'clarifying' }, 'đang ở trạng thái “chờ bổ sung”'],
    ['urged-today', { on: '2025-06-20' }, 'đã được đôn đốc ngày 20/06/2025'],
    ['clarification-expired', { until: '2025-06-20' }, 'đã hết ngày 20/06/2025'],
    ['deadline-passed', { dueOn: '2025-06-20' }, 'Hạn trả lời 20/06/2025'],
  ])('%s says words and days as people write them', (id, facts, sentence) => {
    const problem = problemOf(id, { facts });
    expect(problem.title).toContain(sentence);
    expect(problem.title).not.toMatch(/\d{4}-\d\d|[a-z]{7}/);
    expect(problem.facts).toEqual(facts);
  });
});

describe('what belongs to another agency', () => {
  it.each([
    [op.readRequest, 'Yêu cầu'],
    [op.readDuty, 'Nhiệm vụ'],
    [op.readDatasetFile, 'Bộ dữ liệu'],
    [op.readRequestRegister, 'Nội dung'],
  ])('is called what it is', ({ path }, noun) => {
    const { title } = problemOf('not-your-agency', { facts: { thing: thingAt(path) } });
    expect(title).toMatch(new RegExp(`^${noun} này thuộc cơ quan khác`));
  });
});
