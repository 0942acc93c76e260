import { problemOf, type Problem } from '../../../shared/contract/problems.ts';
import {
  allReceived,
  begin,
  nextPart,
  nextTryAt,
  PARALLEL,
  reduce,
  type Event,
  type Part,
  type State,
} from './machine.ts';
import { pauseBeforeRetry, planParts } from './plan.ts';
import type { UploadPorts } from './ports.ts';

export type UploadRun = {
  readonly pause: () => void;
  readonly resume: () => void;
  /** Stops for good, for instance when the screen closes. The server keeps what it has. */
  readonly stop: () => void;
};

/** A part is tried this often before the upload stops and says so. */
const MOST_ATTEMPTS = 8;
const MOST_RESYNCS = 3;
const UNREADABLE = 'Không đọc được tệp trên máy này. Tệp có thể đã bị sửa, đổi tên hoặc xóa.';

const temporary = new Set(['/problems/unavailable', '/problems/fault', '/problems/too-many']);

/**
 * Sends a file in signed parts: three at a time, each hashed and signed when its turn comes, so that an address never
 * waits until it expires. Trouble on the way is retried with growing pauses; a refusal by rule stops and is shown.
 */
export const runUpload = (
  upload: { readonly bytes: number; readonly partSize: number; readonly partsReceived: readonly number[] },
  ports: UploadPorts,
  onChange: (state: State) => void,
): UploadRun => {
  let state = begin(planParts(upload.bytes, upload.partSize), upload.partsReceived);
  let turn = new AbortController();
  let resyncs = 0;
  const hashes = new Map<number, string>();

  const apply = (event: Event): void => {
    state = reduce(state, event);
    onChange(state);
  };

  const hashed = async (part: Part): Promise<ArrayBuffer> => {
    const body = await ports.read(part.from, part.bytes);
    if (!hashes.has(part.number)) hashes.set(part.number, await ports.digest(body));
    return body;
  };

  const fail = (problem: Problem): void => {
    apply({ type: 'failed', problem });
    turn.abort();
  };

  const failPart = ({ number }: Part): void => {
    const attempts = state.parts[number - 1]?.attempts ?? 0;
    const retryAt = ports.now() + pauseBeforeRetry(attempts, ports.random());
    apply({ type: 'part-failed', number, retryAt });
    if (attempts >= MOST_ATTEMPTS) fail(problemOf('unavailable'));
  };

  // After `signal` fired, the part was called back already and may be on its way again: only an arrival still counts.
  const send = async (part: Part, signal: AbortSignal): Promise<void> => {
    const { number, bytes } = part;
    apply({ type: 'part-started', number });
    const body = await hashed(part);
    if (signal.aborted) return;
    const signed = await ports.sign({ number, bytes, sha256: hashes.get(number) ?? '' });
    if (signal.aborted) return;
    if (!signed.ok) return temporary.has(signed.problem.type) ? failPart(part) : fail(signed.problem);
    const progress = (sent: number): void => {
      if (!signal.aborted) apply({ type: 'part-progressed', number, sent });
    };
    const outcome = await ports.put(signed.body, body, progress, signal);
    if (outcome === 'received') return apply({ type: 'part-received', number });
    if (signal.aborted) return;
    if (outcome === 'refused') hashes.delete(number);
    failPart(part);
  };

  const complete = async (): Promise<void> => {
    apply({ type: 'completing' });
    for (const part of state.parts) await hashed(part);
    const parts = state.parts.map(({ number }) => ({ number, sha256: hashes.get(number) ?? '' }));
    const reply = await ports.complete(parts);
    if (reply.ok) return apply({ type: 'completed' });
    if (reply.problem.type === '/problems/upload-incomplete' && resyncs < MOST_RESYNCS) {
      resyncs += 1;
      const received = await ports.received();
      if (received.ok) {
        apply({ type: 'server-has', numbers: received.body });
        return start();
      }
    }
    fail(reply.problem);
  };

  const worker = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && state.phase === 'sending') {
      const part = nextPart(state, ports.now());
      if (part) {
        await send(part, signal);
        continue;
      }
      const at = nextTryAt(state);
      if (at === undefined) return;
      await ports.wait(Math.max(20, at - ports.now()), signal);
    }
  };

  const start = async (): Promise<void> => {
    turn = new AbortController();
    const { signal } = turn;
    await Promise.all(Array.from({ length: PARALLEL }, () => worker(signal)));
    if (!signal.aborted && state.phase === 'sending' && allReceived(state)) await complete();
  };

  /** A file that can no longer be read (moved, changed) throws: the upload stops and can be taken up again. */
  const go = (): void => {
    start().catch(() => fail(problemOf('fault', { detail: UNREADABLE })));
  };

  queueMicrotask(go);
  onChange(state);
  return {
    pause: () => {
      apply({ type: 'paused' });
      turn.abort();
    },
    resume: () => {
      apply({ type: 'resumed' });
      if (state.phase === 'sending') go();
    },
    stop: () => turn.abort(),
  };
};
