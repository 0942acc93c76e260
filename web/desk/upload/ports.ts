import type { Problem } from '../../../shared/contract/problems.ts';
import type { PutOutcome, SignedAddress } from '../../put-file.ts';

export type Reply<T> =
  { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem };

/** What an upload needs from outside: the file, the API, the network, the clock. */
export type UploadPorts = {
  readonly read: (from: number, bytes: number) => Promise<ArrayBuffer>;
  /** SHA-256 in base64, as S3 writes it. */
  readonly digest: (bytes: ArrayBuffer) => Promise<string>;
  readonly sign: (part: { number: number; bytes: number; sha256: string }) => Promise<Reply<SignedAddress>>;
  readonly put: (
    part: SignedAddress,
    body: ArrayBuffer,
    onProgress: (sent: number) => void,
    signal: AbortSignal,
  ) => Promise<PutOutcome>;
  readonly complete: (parts: { number: number; sha256: string }[]) => Promise<Reply<unknown>>;
  /** The parts the server has, when it says that some are missing. */
  readonly received: () => Promise<Reply<readonly number[]>>;
  readonly now: () => number;
  readonly random: () => number;
  /** Resolves after the time, or at once when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};
