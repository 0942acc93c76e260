import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { issueSentence } from '../../shared/contract/issue-sentences.ts';
import { problemOf } from '../../shared/contract/problems.ts';
import { text } from '../../shared/kernel/dataset.ts';
import { AgencyCode, Slug } from '../../shared/kernel/ids.ts';
import { LocalDate } from '../../shared/kernel/local-date.ts';

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

describe('the state that forbids something', () => {
  it('is in words in the sentence and as it is in the facts', () => {
    const { title, facts } = problemOf('wrong-state', { facts: { status: 'draft' } });
    expect(title).toContain('trạng thái “bản nháp”');
    expect(facts).toEqual({ status: 'draft' });
  });
});
