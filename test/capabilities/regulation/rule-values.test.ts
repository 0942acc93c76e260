import { describe, expect, test } from 'vitest';
import { ruleValues } from '../../../shared/capabilities/regulation/capability.ts';
import {
  approveRuleValue,
  submitRuleValue,
  returnRuleValue,
} from '../../../shared/capabilities/regulation/decide.ts';
import { bookOf } from '../../../shared/capabilities/regulation/indexes.ts';
import { ruleValueCaseId } from '../../../shared/capabilities/regulation/model.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { refuse } from '../../../shared/kernel/refusal.ts';
import { EnteredValue } from '../../../shared/kernel/rule-value.ts';
import { bookWith } from '../../../shared/regulation/entered.ts';
import { rulebook } from '../../../shared/regulation/rulebook.ts';
import {
  aClerk,
  aFoundLaw,
  aHouseTarget,
  anotherClerk,
  aValueId,
  byClerk,
  submitted,
} from '../../fixtures/rule-values.ts';
import { given } from '../../fixtures/given-when-then.ts';

const on = localDate('2025-09-02');
const approved = { type: 'RuleValueApproved', data: { rule: 'open-data-update', on } } as const;
const returned = { type: 'RuleValueReturned', data: { reason: 'Chưa có quyết định.', on } } as const;

describe('a value is submitted', () => {
  const submit = (value: EnteredValue, book = rulebook) =>
    given(ruleValues, [], byClerk()).when((state) => submitRuleValue({ id: aValueId, value }, state, book));

  test('where the rulebook has a hole, and counts for nothing yet', () => {
    const state = submit(aHouseTarget()).thenFacts(submitted());
    expect(state).toMatchObject({ status: 'submitted', submittedBy: aClerk });
    const caseId = ruleValueCaseId(aValueId);
    expect(bookOf([{ caseId, version: 1, head: '', state: state!, changedAt: byClerk().at }])).toBe(rulebook);
  });

  test('never where the law is known', () => {
    const value = aHouseTarget({ rule: 'public-information-challenge' });
    submit(value).thenRefused(refuse('not-a-hole', { rule: value.rule }));
  });

  test('told twice, it is entered once', () => {
    given(ruleValues, [submitted()], byClerk())
      .when((state) => submitRuleValue({ id: aValueId, value: aHouseTarget() }, state, rulebook))
      .thenFacts();
  });
});

describe('another person decides', () => {
  const decide = (by = anotherClerk, book = rulebook) =>
    given(ruleValues, [submitted()], byClerk()).when((state) => approveRuleValue({ by, on }, state, book));

  test('and from then on it counts', () => {
    expect(decide().thenFacts(approved)).toMatchObject({ status: 'approved', decidedOn: on });
  });

  test('never the submitter', () => decide(aClerk).thenRefused(refuse('four-eyes')));

  test('not when the hole was filled meanwhile', () => {
    decide(anotherClerk, bookWith(rulebook, [aFoundLaw()])).thenRefused(
      refuse('not-a-hole', { rule: 'open-data-update' }),
    );
  });

  test('or refuses it with a reason; the submitter may take it back', () => {
    given(ruleValues, [submitted()], byClerk())
      .when((state) => returnRuleValue({ reason: 'Chưa có quyết định.', on }, state))
      .thenFacts(returned);
  });

  test.each([approved, returned])('once only: after %o nothing is decided again', (fact) => {
    const after = given(ruleValues, [submitted(), fact], byClerk());
    const status = after.state!.status;
    after
      .when((state) => approveRuleValue({ by: anotherClerk, on }, state, rulebook))
      .thenRefused(refuse('wrong-state', { status }));
    after
      .when((state) => returnRuleValue({ reason: 'x', on }, state))
      .thenRefused(refuse('wrong-state', { status }));
  });

  test('nothing of what nobody submitted', () => {
    expect(approveRuleValue({ by: aClerk, on }, undefined, rulebook)).toEqual(refuse('not-found'));
    expect(returnRuleValue({ reason: 'x', on }, undefined)).toEqual(refuse('not-found'));
  });
});

describe('what may be entered', () => {
  test.each([
    ['a house target without a number', { ...aHouseTarget(), limit: { kind: 'at-once' } }],
    ['days that end before they begin', { ...aHouseTarget(), until: '2025-01-01' }],
    [
      'a value of the law without its sentence',
      { ...aFoundLaw(), ground: { ...aFoundLaw().ground, sentence: ' ' } },
    ],
    ['a house target without its decision', { ...aHouseTarget(), ground: { basis: 'house', sentence: 'x' } }],
    ['a period of no length', { ...aHouseTarget(), limit: { kind: 'period', amount: 0, unit: 'day' } }],
  ])('not %s', (_, value) => expect(EnteredValue.safeParse(value).success).toBe(false));
});
