import { createHash } from 'node:crypto';
import { problemOf } from '../../shared/contract/problems.ts';
import type { UploadPorts } from '../../web/desk/upload/ports.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/**
 * A server that keeps signed parts as the real one does: an address holds for one length and one checksum, a part
 * under another is refused, and completion wants every part with its own checksum. Time passes only by waiting.
 */
export const aPartStore = (file: Uint8Array, partCount: number) => {
  const kept = new Map<number, string>();
  const signed = new Map<string, { number: number; bytes: number; sha256: string; until: number }>();
  const seen = { puts: 0, mostAtOnce: 0, signings: 0, completions: 0, now: 0 };
  let atOnce = 0;
  /** What the next PUTs meet, first come first served; then all goes well. */
  const troubles: ('no-answer' | 'expired' | 'corrupt')[] = [];
  const held: (() => void)[] = [];
  let holding = false;

  const ports: UploadPorts = {
    read: async (from, bytes) => file.slice(from, from + bytes).buffer,
    digest: async (bytes) => sha256(new Uint8Array(bytes)),
    sign: async (part) => {
      seen.signings += 1;
      const url = `https://store.example/${part.number}/${seen.signings}`;
      signed.set(url, { ...part, until: seen.now + 60_000 });
      return { ok: true, body: { url, headers: { 'x-amz-checksum-sha256': part.sha256 } } };
    },
    put: async ({ url }, body, onProgress, signal) => {
      seen.puts += 1;
      atOnce += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, atOnce);
      onProgress(Math.floor(body.byteLength / 2));
      if (holding) await new Promise<void>((resolve) => held.push(resolve));
      await Promise.resolve();
      atOnce -= 1;
      if (signal.aborted) return 'interrupted';
      const trouble = troubles.shift();
      if (trouble === 'no-answer') return 'no-answer';
      const permit = signed.get(url);
      if (trouble === 'expired' || !permit || permit.until < seen.now) return 'refused';
      const bytes = new Uint8Array(body);
      const arrived = trouble === 'corrupt' ? bytes.map((byte) => byte ^ 1) : bytes;
      if (arrived.length !== permit.bytes || sha256(arrived) !== permit.sha256) return 'refused';
      kept.set(permit.number, permit.sha256);
      return 'received';
    },
    complete: async (parts) => {
      seen.completions += 1;
      const missing = Array.from({ length: partCount }, (_, i) => i + 1).filter((n) => !kept.has(n));
      if (missing.length > 0)
        return {
          ok: false,
          problem: problemOf('upload-incomplete', { facts: { missing: missing.map(String) } }),
        };
      if (parts.some((part) => kept.get(part.number) !== part.sha256))
        return { ok: false, problem: problemOf('upload-mismatch') };
      return { ok: true, body: undefined };
    },
    received: async () => ({ ok: true, body: [...kept.keys()] }),
    now: () => seen.now,
    random: () => 0.5,
    wait: async (ms) => {
      seen.now += ms;
    },
  };
  return {
    ports,
    kept,
    seen,
    troubles,
    hold: () => {
      holding = true;
    },
    release: () => {
      holding = false;
      for (const go of held.splice(0)) go();
    },
  };
};
