import type { Instant } from '../../kernel/local-date.ts';
import type { RequestFile } from '../../kernel/request.ts';

/** Not here yet, being scanned, at hand, or held back because a scanner found something in it. */
export type FileState = 'awaited' | 'scanning' | 'ready' | 'held';

/** Files that come with requests and go out with answers: private, scanned before anybody takes them. */
export type RequestFiles = {
  /** An address to which exactly this content may be sent, once signed, for a while. */
  signUpload(
    key: string,
    file: Pick<RequestFile, 'bytes' | 'sha256'>,
    seconds: number,
  ): Promise<{ url: string; headers: Record<string, string>; expiresAt: Instant }>;
  state(key: string): Promise<FileState>;
  /** What is at hand under a key, as it was signed for; undefined before its scan and without one. */
  found(key: string): Promise<Pick<RequestFile, 'bytes' | 'sha256'> | undefined>;
  /** An address from which a file that is at hand may be taken for a while, under the name people gave it. */
  signDownload(key: string, name: string, seconds: number): Promise<{ url: string; expiresAt: Instant }>;
};

/** What becomes of a file once a scanner has spoken. */
export type ScannedFiles = {
  /** Its first bytes; none where it was moved already. */
  head(key: string, bytes: number): Promise<Uint8Array>;
  /** Moves it to where it is kept. Nothing to move any more is nothing to do. */
  keep(key: string): Promise<void>;
  /** Leaves the word that it was held back, and nothing of what was in it. */
  hold(key: string): Promise<void>;
  /** Erases it, however far it came. */
  erase(key: string): Promise<void>;
};
