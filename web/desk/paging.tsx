import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../shared/contract/problems.ts';
import { useAsked, type Asked, type Reply } from './asking.ts';
import { ProblemNotice } from './parts/problem-notice.tsx';

type Page = { readonly items: readonly unknown[]; readonly next?: string | undefined };

export type Pages<Body extends Page> = {
  readonly first: Asked<Body>;
  /** Of every page read so far. */
  readonly items: readonly Body['items'][number][];
  readonly further: Further;
};

/** The next page, where there is one. */
type Further = {
  readonly isLeft: boolean;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly read: () => void;
};

type Rest<Body extends Page> = {
  readonly items: readonly Body['items'][number][];
  readonly next: string | undefined;
  readonly busy: boolean;
  readonly problem?: Problem;
};

/**
 * A list read page by page; begins again when `key` changes or the first page is read anew. What comes of a list that was
 * left meanwhile is not shown.
 */
export const usePages = <Body extends Page>(
  key: string,
  ask: (cursor: string | undefined) => Promise<Reply<Body>>,
): Pages<Body> => {
  const list = useRef(0);
  const [rest, setRest] = useState<Rest<Body>>({ items: [], next: undefined, busy: false });
  const first = useAsked(key, async () => {
    list.current += 1;
    const mine = list.current;
    const reply = await ask(undefined);
    if (reply.ok && mine === list.current) setRest({ items: [], next: reply.body.next, busy: false });
    return reply;
  });
  const read = async (): Promise<void> => {
    const mine = list.current;
    setRest(({ items, next }) => ({ items, next, busy: true }));
    const reply = await ask(rest.next);
    if (mine !== list.current) return;
    setRest(({ items, next }) =>
      reply.ok
        ? { items: [...items, ...reply.body.items], next: reply.body.next, busy: false }
        : { items, next, busy: false, problem: reply.problem },
    );
  };
  const { next, busy, problem } = rest;
  // Until the first page of a new list is there, what is left of the one before is nobody's.
  const items = first.body ? [...first.body.items, ...rest.items] : [];
  const isLeft = first.body !== undefined && next !== undefined;
  return { first, items, further: { isLeft, busy, problem, read: () => void read() } };
};

/** The button below a list that goes on, and why it could not. */
export const More = ({ further }: { further: Further }) =>
  further.isLeft ? (
    <>
      <ProblemNotice problem={further.problem} reload={further.read} />
      <p class="more">
        <button type="button" class="quiet" disabled={further.busy} onClick={further.read}>
          {further.busy ? 'Đang tải…' : 'Xem thêm'}
        </button>
      </p>
    </>
  ) : null;
