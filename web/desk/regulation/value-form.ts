import { EnteredValue } from '../../../shared/kernel/rule-value.ts';
import { wrongOf, type Wrong } from '../parts/form-errors.ts';

/** What the form holds: all text, as typed. */
export type ValueForm = {
  readonly rule: string;
  readonly from: string;
  readonly until: string;
  readonly amount: string;
  /** A unit, or words in place of a number. */
  readonly unit: string;
  readonly basis: 'law' | 'house';
  readonly number: string;
  readonly title: string;
  readonly article: string;
  readonly clause: string;
  readonly point: string;
  readonly issuedOn: string;
  readonly sentence: string;
};

export const emptyForm: ValueForm = {
  rule: '',
  from: '',
  until: '',
  amount: '',
  unit: 'working-day',
  basis: 'law',
  number: '',
  title: '',
  article: '',
  clause: '',
  point: '',
  issuedOn: '',
  sentence: '',
};

export const unitChoices = [
  ['working-day', 'ngày làm việc'],
  ['day', 'ngày'],
  ['month', 'tháng'],
  ['hour', 'giờ'],
  ['working-day-before', 'ngày làm việc, báo trước'],
] as const;

/** Only the law says these; a target of the house is always a number. */
export const wordChoices = [
  ['at-once', 'ngay, không ấn định số ngày'],
  ['no-limit', 'không ấn định thời hạn'],
] as const;

const given = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });

const groundOf = (form: ValueForm) =>
  form.basis === 'law'
    ? {
        basis: 'law',
        instrument: { number: form.number, title: form.title },
        ...given('article', form.article),
        ...given('clause', form.clause),
        ...given('point', form.point),
        sentence: form.sentence,
      }
    : {
        basis: 'house',
        decision: { number: form.number, issuedOn: form.issuedOn },
        sentence: form.sentence,
      };

const limitOf = ({ unit, amount }: ValueForm) =>
  wordChoices.some(([word]) => word === unit)
    ? { kind: unit }
    : { kind: 'period', amount: Number(amount), unit };

/** The value as it is sent, or what is wrong with the form, by the path of the field. */
export const valueOf = (form: ValueForm): { value: EnteredValue } | { wrong: Wrong } => {
  const parsed = EnteredValue.safeParse({
    rule: form.rule,
    from: form.from,
    ...given('until', form.until),
    limit: limitOf(form),
    ground: groundOf(form),
  });
  return parsed.success ? { value: parsed.data } : { wrong: wrongOf(parsed.error) };
};
