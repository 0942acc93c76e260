import type { AgencyCode } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import type { PaperProof } from '../../kernel/paper.ts';
import type { RequestFile } from '../../kernel/request.ts';
import { refuse } from '../../kernel/refusal.ts';
import { changeOf } from '../../regulation/recompute.ts';
import { rulebook, type Rulebook } from '../../regulation/rulebook.ts';
import { correctionDeadline } from './clock.ts';
import { dayOfAct } from './day-of-act.ts';
import type { Decision } from './decide.ts';
import { runningCorrection, type InformationRequest } from './model.ts';

type InLaw = { readonly book?: Rulebook };

/**
 * The agency found by itself that what it gave is wrong. From the day of discovery a limit of its own runs, and who got the
 * information is told. One at a time: what is found before the last was put right belongs to the same correction.
 */
export const findAnswerWrong = (
  {
    on: today,
    discoveredOn,
    paper,
    book = rulebook,
  }: { on: LocalDate; discoveredOn: LocalDate; paper: PaperProof } & InLaw,
  state: InformationRequest | undefined,
): Decision => {
  if (!state) return refuse('not-found');
  const { closing, kind, status, papersErasedOn } = state;
  if (closing?.how !== 'answered' || papersErasedOn || runningCorrection(state))
    return refuse('wrong-state', { status });
  const deadline = correctionDeadline(kind, discoveredOn, book);
  if (!deadline) return refuse('wrong-state', { status });
  if (discoveredOn < closing.on || discoveredOn > today)
    return refuse('discovered-outside', { from: closing.on });
  return [{ type: 'AnswerFoundWrong', data: { on: dayOfAct(today, state), discoveredOn, paper, deadline } }];
};

/** Puts it right and gives it again. Of two officers who do so at once the second is told that it is done. */
export const correctAnswer = (
  { on, paper, files }: { on: LocalDate; paper: PaperProof; files: RequestFile[] },
  state: InformationRequest | undefined,
): Decision => {
  if (!state) return refuse('not-found');
  if (!runningCorrection(state)) return refuse('wrong-state', { status: state.status });
  if (files.some(({ id }) => state.files.some((sent) => sent.id === id))) return refuse('not-answer-file');
  return [{ type: 'AnswerCorrected', data: { on: dayOfAct(on, state), paper, files } }];
};

/** Counts the limit of a correction that is owed anew; nothing is said while nothing people act on has changed. */
export const recomputeCorrection = (
  { on, book = rulebook }: { on: LocalDate } & InLaw,
  state: InformationRequest | undefined,
): Decision => {
  const correction = state && runningCorrection(state);
  const deadline = correction && correctionDeadline(state.kind, correction.discoveredOn, book);
  const change = deadline && changeOf(correction.deadline, deadline);
  return change
    ? [
        {
          type: 'CorrectionDeadlineRecomputed',
          data: { on: dayOfAct(on, state), why: change.why, deadline },
        },
      ]
    : [];
};

/** Whoever took over the work of an agency that ended owes its corrections too, by the same day. */
export const inheritCorrection = (
  { on, to }: { on: LocalDate; to: AgencyCode },
  state: InformationRequest | undefined,
): Decision => {
  if (!state || !runningCorrection(state) || state.agency === to) return [];
  const { agency: from, deadline } = state;
  return [
    {
      type: 'RequestTransferred',
      data: { on: dayOfAct(on, state), from, to, because: 'succession', deadline },
    },
  ];
};
