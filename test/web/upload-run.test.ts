import { describe, expect, it, vi } from 'vitest';
import { problemOf } from '../../shared/contract/problems.ts';
import type { State } from '../../web/desk/upload/machine.ts';
import { runUpload, type UploadRun } from '../../web/desk/upload/run.ts';
import type { UploadPorts } from '../../web/desk/upload/ports.ts';
import { aPartStore } from './a-part-store.ts';

const PART = 1000;
const file = Uint8Array.from({ length: 7 * PART + 123 }, (_, index) => index % 251);
const upload = { bytes: file.length, partSize: PART, partsReceived: [] as number[] };
const PARTS = 8;

/** Runs an upload and gives its states, and a way to wait for a phase. */
const watch = (
  store: ReturnType<typeof aPartStore>,
  change: Partial<typeof upload> = {},
  ports: Partial<UploadPorts> = {},
) => {
  const states: State[] = [];
  const run: UploadRun = runUpload({ ...upload, ...change }, { ...store.ports, ...ports }, (state) =>
    states.push(state),
  );
  const until = (phase: State['phase']): Promise<State> =>
    vi.waitFor(() => {
      const last = states.at(-1);
      if (last?.phase !== phase) throw new Error(`still ${last?.phase}`);
      return last;
    });
  return { run, states, until };
};

describe('sending a file in parts', () => {
  it('sends every part once, three at a time, and completes with the checksums', async () => {
    const store = aPartStore(file, PARTS);
    await watch(store).until('complete');
    expect(store.kept.size).toBe(PARTS);
    expect(store.seen).toMatchObject({ puts: PARTS, mostAtOnce: 3, completions: 1 });
  });

  it('sends only what is missing when taken up again, and still proves all of it', async () => {
    const first = aPartStore(file, PARTS);
    await watch(first).until('complete');
    const store = aPartStore(file, PARTS);
    for (const number of [1, 2, 3, 5]) store.kept.set(number, first.kept.get(number) ?? '');
    await watch(store, { partsReceived: [1, 2, 3, 5] }).until('complete');
    expect(store.seen.puts).toBe(PARTS - 4);
  });

  it('asks for a new address when one has expired or a part arrived damaged', async () => {
    const store = aPartStore(file, PARTS);
    store.troubles.push('expired', 'corrupt', 'no-answer', 'no-answer');
    await watch(store).until('complete');
    expect(store.seen.puts).toBe(PARTS + 4);
    expect(store.seen.signings).toBe(PARTS + 4);
  });

  it('stops with a problem when the network stays away, and can go on later', async () => {
    const store = aPartStore(file, PARTS);
    store.troubles.push(...Array<'no-answer'>(1000).fill('no-answer'));
    const { run, until } = watch(store);
    const failed = await until('failed');
    expect(failed.problem?.type).toBe('/problems/unavailable');
    expect(store.kept.size).toBe(0);
    store.troubles.length = 0;
    run.resume();
    await until('complete');
    expect(store.kept.size).toBe(PARTS);
  });

  it('stops at once when the server refuses by rule', async () => {
    const store = aPartStore(file, PARTS);
    const problem = problemOf('upload-expired');
    const failed = await watch(store, {}, { sign: async () => ({ ok: false, problem }) }).until('failed');
    expect(failed.problem).toEqual(problem);
    expect(store.seen.puts).toBe(0);
  });

  it('pauses with parts on their way and resumes without losing or doubling any', async () => {
    const store = aPartStore(file, PARTS);
    store.hold();
    const { run, until } = watch(store);
    await vi.waitFor(() => expect(store.seen.puts).toBe(3));
    run.pause();
    run.resume();
    store.release();
    await until('complete');
    expect(store.kept.size).toBe(PARTS);
    expect(store.seen.completions).toBe(1);
  });

  it('sends again what the server turns out not to have', async () => {
    const store = aPartStore(file, PARTS);
    await watch(store, { partsReceived: [4, 6] }).until('complete');
    expect(store.kept.size).toBe(PARTS);
    expect(store.seen.completions).toBe(2);
  });

  it('shows a file that can no longer be read as a problem, not as silence', async () => {
    const store = aPartStore(file, PARTS);
    const read = async (): Promise<ArrayBuffer> => {
      throw new DOMException('gone', 'NotReadableError');
    };
    const failed = await watch(store, {}, { read }).until('failed');
    expect(failed.problem?.detail).toContain('Không đọc được tệp');
  });
});
