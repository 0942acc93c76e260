import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'văn bản',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'đối tượng JSON',
  record: 'đối tượng JSON',
};

const formats: Readonly<Record<string, string>> = {
  email: 'Địa chỉ thư điện tử chưa đúng, ví dụ: dulieu@example.vn',
  uuid: 'Mã định danh chưa đúng (cần UUID)',
  date: 'Ngày không có trong lịch, hoặc chưa viết theo dạng năm-tháng-ngày (YYYY-MM-DD)',
  datetime: 'Thời điểm chưa đúng, viết theo ISO 8601',
  url: 'Địa chỉ web chưa đúng',
};

const units: Readonly<Record<string, string>> = { string: ' ký tự', array: ' mục' };

const limitOf = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string => {
  const least = issue.code === 'too_small';
  const limit = String(least ? issue.minimum : issue.maximum);
  const open = issue.inclusive === false;
  if (issue.origin === 'string' && least && limit === '1') return 'Cần điền mục này';
  const unit = units[issue.origin] ?? '';
  if (open) return `Cần ${least ? 'lớn' : 'nhỏ'} hơn ${limit}${unit}`;
  return `${least ? 'Cần ít nhất' : 'Nhiều nhất'} ${limit}${unit}`;
};

/** How zod begins a sentence of its own; any other comes with the schema and says what is wanted. */
const OF_ZOD = /^Invalid /;

const formatSentence = (issue: Extract<Issue, { code: 'invalid_format' }>): string => {
  if (!OF_ZOD.test(issue.message)) return issue.message;
  const wanted = issue.format === 'regex' && issue.pattern ? `: ${issue.pattern}` : '';
  return formats[issue.format] ?? `Chưa đúng dạng quy định${wanted}`;
};

/** What is wrong with one part of a request, in Vietnamese. Sentences the schemas bring themselves stay as they are. */
export const issueSentence = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'undefined') return 'Không nhận nội dung nào ở đây. Hãy bỏ phần này';
      return `Thiếu, hoặc không phải là ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
    case 'too_big':
      return limitOf(issue);
    case 'invalid_format':
      return formatSentence(issue);
    case 'invalid_value':
      return `Cần là một trong: ${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `Cần là bội số của ${issue.divisor}`;
    case 'unrecognized_keys':
      return `Có trường không biết: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'Không khớp với dạng nào được nhận';
    case 'invalid_key':
    case 'invalid_element':
      return 'Có phần tử chưa đúng';
    case 'custom':
      return issue.message;
  }
};

/** The same by its place. A word nobody knows is a fault of its own, where it stands. */
export const issuesByPlace = (issue: Issue): { path: string[]; message: string }[] => {
  const path = issue.path.map(String);
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({
        path: [...path, key],
        message: 'Không có mục nào tên này. Hãy xem lại cách viết',
      }))
    : [{ path, message: issueSentence(issue) }];
};
