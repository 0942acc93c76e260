import type { RuleValue } from '../../../shared/contract/regulation.ts';
import type { EnteredValue } from '../../../shared/kernel/rule-value.ts';
import { dayWords } from '../parts/time-words.ts';
import type { Word } from '../words.ts';
import { unitChoices, wordChoices } from './value-form.ts';

export const valueWords: Record<RuleValue['status'], Word> = {
  submitted: { text: 'Chờ người khác phê duyệt', tone: 'warn' },
  approved: { text: 'Đang dùng', tone: 'ok' },
  returned: { text: 'Không dùng', tone: 'plain' },
};

export const basisWords: Record<EnteredValue['ground']['basis'], Word> = {
  law: { text: 'Quy định của pháp luật', tone: 'plain' },
  house: { text: 'Mục tiêu nội bộ', tone: 'warn' },
};

export const limitWords = ({ limit }: EnteredValue): string => {
  const words = new Map<string, string>([...unitChoices, ...wordChoices]);
  return limit.kind === 'period'
    ? `${limit.amount} ${words.get(limit.unit) ?? limit.unit}`
    : (words.get(limit.kind) ?? limit.kind);
};

export const spanWords = ({ from, until }: Pick<EnteredValue, 'from' | 'until'>): string =>
  until ? `${dayWords(from)} – ${dayWords(until)}` : `từ ${dayWords(from)}`;

/** `khoản 2 Điều 30 12/2027/NĐ-CP`, or the decision of the house. */
export const groundWords = ({ ground }: EnteredValue): string =>
  ground.basis === 'law'
    ? [
        ground.point && `điểm ${ground.point}`,
        ground.clause && `khoản ${ground.clause}`,
        ground.article && `Điều ${ground.article}`,
        `${ground.instrument.title} (${ground.instrument.number})`,
      ]
        .filter(Boolean)
        .join(' ')
    : `${ground.decision.number} ngày ${dayWords(ground.decision.issuedOn)}`;
