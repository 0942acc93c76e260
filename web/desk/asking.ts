import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../shared/contract/problems.ts';

export type Reply<Body> = { ok: true; body: Body } | { ok: false; problem: Problem };

export type Asked<Body> = {
  body: Body | undefined;
  problem: Problem | undefined;
  loading: boolean;
  reload: () => void;
  /** Puts in what a command just answered, so that the screen needs no second call. */
  put: (body: Body) => void;
};

/** Asks when the screen opens and whenever `key` changes. An older answer never overwrites a newer question. */
export const useAsked = <Body>(key: string, ask: () => Promise<Reply<Body>>): Asked<Body> => {
  const [state, setState] = useState<{ body?: Body; problem?: Problem; loading: boolean }>({ loading: true });
  const turn = useRef(0);
  const latest = useRef(ask);
  latest.current = ask;
  const reload = useCallback(() => {
    const mine = ++turn.current;
    setState((before) => ({ ...before, loading: true }));
    void latest.current().then((reply) => {
      if (mine !== turn.current) return;
      setState((before) =>
        reply.ok
          ? { body: reply.body, loading: false }
          : { ...before, problem: reply.problem, loading: false },
      );
    });
  }, []);
  useEffect(() => {
    setState({ loading: true });
    reload();
  }, [key, reload]);
  const put = useCallback((body: Body) => setState({ body, loading: false }), []);
  return { body: state.body, problem: state.problem, loading: state.loading, reload, put };
};

export type Commanding<Body> = {
  busy: boolean;
  problem: Problem | undefined;
  run: (send: (idempotencyKey: string) => Promise<Reply<Body>>, done: (body: Body) => void) => void;
  clear: () => void;
};

/**
 * Sends a command. After a dead network the same key is used again, so that a command that did arrive is not
 * carried out twice; any other answer ends the key.
 */
export const useCommand = <Body>(): Commanding<Body> => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef<string>(undefined);
  const run: Commanding<Body>['run'] = (send, done) => {
    key.current ??= crypto.randomUUID();
    setBusy(true);
    setProblem(undefined);
    void send(key.current).then((reply) => {
      setBusy(false);
      if (reply.ok || reply.problem.type !== '/problems/unavailable') key.current = undefined;
      if (reply.ok) done(reply.body);
      else setProblem(reply.problem);
    });
  };
  return { busy, problem, run, clear: () => setProblem(undefined) };
};
