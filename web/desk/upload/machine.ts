import type { Problem } from '../../../shared/contract/problems.ts';
import type { PlannedPart } from './plan.ts';

export type Part = PlannedPart & {
  readonly phase: 'waiting' | 'sending' | 'received';
  /** Bytes on their way or arrived. */
  readonly sent: number;
  readonly attempts: number;
  /** Not before this time (epoch ms) may the part be tried again. */
  readonly notBefore: number;
};

export type State = {
  readonly phase: 'sending' | 'paused' | 'completing' | 'complete' | 'failed';
  readonly parts: readonly Part[];
  readonly problem?: Problem;
};

export type Event =
  | { readonly type: 'part-started'; readonly number: number }
  | { readonly type: 'part-progressed'; readonly number: number; readonly sent: number }
  | { readonly type: 'part-received'; readonly number: number }
  | { readonly type: 'part-failed'; readonly number: number; readonly retryAt: number }
  | { readonly type: 'server-has'; readonly numbers: readonly number[] }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'completing' }
  | { readonly type: 'completed' }
  | { readonly type: 'failed'; readonly problem: Problem };

/** Parts sent at the same time. */
export const PARALLEL = 3;

/** A fresh or resumed upload: what the server already has is not sent again. */
export const begin = (plan: readonly PlannedPart[], received: readonly number[]): State => ({
  phase: 'sending',
  parts: plan.map((part) => {
    const there = received.includes(part.number);
    return {
      ...part,
      phase: there ? 'received' : 'waiting',
      sent: there ? part.bytes : 0,
      attempts: 0,
      notBefore: 0,
    };
  }),
});

const changePart = (state: State, number: number, change: (part: Part) => Part): State => ({
  ...state,
  parts: state.parts.map((part) => (part.number === number ? change(part) : part)),
});

/** Parts on their way are called back: they wait again, and the interrupted try does not count. */
const recalled = (parts: readonly Part[]): Part[] =>
  parts.map((part) =>
    part.phase === 'sending' ? { ...part, phase: 'waiting', sent: 0, attempts: part.attempts - 1 } : part,
  );

/** What the upload looks like after an event. A part once received stays so, unless the server says otherwise. */
export const reduce = (state: State, event: Event): State => {
  switch (event.type) {
    case 'part-started':
      return changePart(state, event.number, (part) => ({
        ...part,
        phase: 'sending',
        sent: 0,
        attempts: part.attempts + 1,
      }));
    case 'part-progressed':
      return changePart(state, event.number, (part) =>
        part.phase === 'sending' ? { ...part, sent: Math.min(event.sent, part.bytes) } : part,
      );
    case 'part-received':
      return changePart(state, event.number, (part) => ({ ...part, phase: 'received', sent: part.bytes }));
    case 'part-failed':
      return changePart(state, event.number, (part) => ({
        ...part,
        phase: 'waiting',
        sent: 0,
        notBefore: event.retryAt,
      }));
    case 'server-has': {
      const fresh = begin(state.parts, event.numbers);
      return { ...state, phase: 'sending', parts: fresh.parts };
    }
    case 'paused':
      return state.phase === 'sending' ? { ...state, phase: 'paused', parts: recalled(state.parts) } : state;
    case 'resumed': {
      if (state.phase !== 'paused' && state.phase !== 'failed') return state;
      const { problem: _problem, ...rest } = state;
      const parts = state.parts.map((part) => ({ ...part, attempts: 0, notBefore: 0 }));
      return { ...rest, parts, phase: 'sending' };
    }
    case 'completing':
      return { ...state, phase: 'completing' };
    case 'completed':
      return { ...state, phase: 'complete' };
    case 'failed':
      return { ...state, phase: 'failed', problem: event.problem, parts: recalled(state.parts) };
  }
};

/** The part to send now: the first that waits and may be tried, while fewer than `PARALLEL` are on their way. */
export const nextPart = (state: State, now: number): Part | undefined => {
  if (state.phase !== 'sending') return undefined;
  if (state.parts.filter(({ phase }) => phase === 'sending').length >= PARALLEL) return undefined;
  return state.parts.find((part) => part.phase === 'waiting' && part.notBefore <= now);
};

/** When the next waiting part may be tried (epoch ms), or undefined when none waits. */
export const nextTryAt = (state: State): number | undefined => {
  const times = state.parts.filter(({ phase }) => phase === 'waiting').map(({ notBefore }) => notBefore);
  return times.length > 0 ? Math.min(...times) : undefined;
};

export const allReceived = (state: State): boolean => state.parts.every(({ phase }) => phase === 'received');

/** Bytes sent of all, and whole percent; 100 only when everything arrived. */
export const progressOf = (state: State): { sent: number; total: number; percent: number } => {
  const total = state.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const sent = state.parts.reduce((sum, part) => sum + part.sent, 0);
  const percent = total === 0 ? 0 : Math.floor((sent / total) * 100);
  return { sent, total, percent: allReceived(state) ? 100 : Math.min(percent, 99) };
};
