import type { DigestEvent } from '../../../../events/digests.ts';
import { caseIdOf, type CaseId, type PersonRef } from '../../../kernel/ids.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';

type Written = Extract<DigestEvent, { type: 'DigestWritten' }>['data'];

/** A rung of a duty, as it is told to a person. */
export type DigestNotice = Written['items'][number];

/** What one person is told on a day, in one letter. What is written is never changed; more is a further part. */
export type Digest = Written & { settledOn?: LocalDate };

export const digestCaseId = (person: PersonRef, day: LocalDate, part: number): CaseId =>
  caseIdOf('digest', `${person}:${day}:${part}`);

/** Tells items apart: a duty whose day moved says the same rung of another day. */
export const itemKey = ({ duty, rung, dueOn }: DigestNotice): string => `${duty} ${rung} ${dueOn}`;
