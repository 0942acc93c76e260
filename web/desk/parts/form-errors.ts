import type * as z from 'zod';

/** What is wrong, by the path of the field: one sentence each. */
export type Wrong = Readonly<Record<string, string>>;

type Issue = z.core.$ZodIssue;

const sentenceOf = (issue: Issue): string => {
  if (issue.code === 'too_small' && issue.origin === 'string')
    return Number(issue.minimum) <= 1 ? 'Cần điền mục này.' : `Cần ít nhất ${issue.minimum} ký tự.`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `Nhiều nhất ${issue.maximum} ký tự.`;
  if (issue.code === 'too_big' && issue.origin === 'array') return `Nhiều nhất ${issue.maximum} mục.`;
  if (issue.code === 'invalid_format' && issue.format === 'email')
    return 'Địa chỉ thư điện tử chưa đúng, ví dụ: dulieu@thaibinh.gov.vn.';
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'Ngày chưa đúng.';
  if (issue.code === 'custom') return `${issue.message}.`;
  return 'Cần chọn hoặc điền mục này.';
};

/** The first problem of each field, in Vietnamese. */
export const wrongOf = (error: z.ZodError): Wrong => {
  const wrong: Record<string, string> = {};
  for (const issue of error.issues) wrong[issue.path.join('.')] ??= sentenceOf(issue);
  return wrong;
};
