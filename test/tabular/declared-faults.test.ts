import { describe, expect, test } from 'vitest';
import type { ColumnSchema } from '../../shared/kernel/table-schema.ts';
import { declaredFaultCodes, declaredFaults } from '../../shared/tabular/constraints/declared-faults.ts';
import { declaredSentence } from '../../functions/publishing/problem-words.ts';

const column = (type: ColumnSchema['type'], more: Partial<ColumnSchema> = {}): ColumnSchema => ({
  name: 'cột',
  type,
  ...more,
});
const codesFor = (...columns: ColumnSchema[]) =>
  declaredFaults({ columns }).map(({ code, path }) => `${path} ${code}`);

describe('rules that no value could keep are found when they are declared', () => {
  test('what makes sense has no fault', () => {
    expect(
      codesFor(
        column('string', {
          constraints: { pattern: '^TB-\\d{3}$', minLength: 1, maxLength: 9, enum: ['TB-001'] },
        }),
        column('integer', { constraints: { minimum: -5, maximum: '10', enum: ['7'] } }),
        column('date', { constraints: { minimum: '2025-01-01', maximum: '2025-12-31' } }),
        column('datetime', { constraints: { maximum: '2025-12-31' } }),
        column('yearmonth', { constraints: { minimum: '2025-01' } }),
        column('boolean', { constraints: { enum: ['true'] } }),
        column('string', { reference: { to: 'commune-code', dateColumn: 'cột không mô tả' } }),
      ),
    ).toEqual([]);
  });

  test.each(['(', '[a-', 'a{2,1}', '(?=x)', '(?<!x)y', '(a)\\1', 'x{1001}'])(
    'the pattern %s is no RE2',
    (pattern) => {
      const [fault] = declaredFaults({ columns: [column('string', { constraints: { pattern } })] });
      expect(fault).toMatchObject({
        code: 'pattern-invalid',
        path: 'columns.0.constraints.pattern',
        columnName: 'cột',
      });
      expect(fault && declaredSentence(fault)).toMatch(/sai cú pháp \(.+\)\. Hãy/);
    },
  );

  test.each<[string, ColumnSchema]>([
    ['constraints.pattern pattern-not-text', column('integer', { constraints: { pattern: '1' } })],
    ['constraints.maxLength length-not-text', column('date', { constraints: { maxLength: 4 } })],
    [
      'constraints.minLength lengths-crossed',
      column('string', { constraints: { minLength: 5, maxLength: 4 } }),
    ],
    ['constraints.minimum bound-of-other-type', column('date', { constraints: { minimum: '2025-02-30' } })],
    ['constraints.maximum bound-of-other-type', column('date', { constraints: { maximum: 2025 } })],
    ['constraints.minimum bound-of-other-type', column('string', { constraints: { minimum: 'a' } })],
    [
      'constraints.minimum bounds-crossed',
      column('number', { constraints: { minimum: '10', maximum: 9.5 } }),
    ],
    [
      'constraints.minimum bounds-crossed',
      column('year', { constraints: { minimum: 2026, maximum: '2025' } }),
    ],
    ['constraints.enum value-of-other-type', column('integer', { constraints: { enum: ['1', '1.5'] } })],
    ['reference.to reference-not-text', column('integer', { reference: { to: 'commune-code' } })],
  ])('%s', (fault, field) => {
    expect(codesFor(field)).toEqual([`columns.0.${fault}`]);
  });

  test('a column that dates rows must be one of days, months or years', () => {
    const [fault, ...others] = declaredFaults({
      columns: [
        column('string', { reference: { to: 'commune-code', dateColumn: 'ghi chú' } }),
        column('string', { name: 'ghi chú' }),
      ],
    });
    expect(others).toEqual([]);
    expect(fault?.code).toBe('reference-date-of-other-type');
    expect(fault && declaredSentence(fault)).toContain('“ghi chú” có kiểu chữ');
  });

  test('every fault has a sentence that says what to do', () => {
    for (const code of declaredFaultCodes) expect(declaredSentence({ code, facts: {} })).toMatch(/\. Hãy /);
  });
});
