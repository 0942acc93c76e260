import { useEffect } from 'preact/hooks';
import type { Problem } from '../../../shared/contract/problems.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { useRememberedUpload } from './use-remembered-upload.ts';
import { useUploadStatus } from './use-upload-status.ts';

/** The server does not know it, or it is another officer's. A session that ran out says nothing about the upload. */
const isRefused = (problem: Problem | undefined): boolean =>
  problem !== undefined && problem.status >= 400 && problem.status < 500 && problem.status !== 401;

/** The upload a dataset's screen is about: the one begun here while it lives, otherwise the draft's. */
export const useCurrentUpload = (file: DatasetFile, reload: () => void) => {
  const remembered = useRememberedUpload(file.id);
  const drafted = file.draft?.upload;
  const watched = useUploadStatus(remembered.id ?? drafted, reload);
  const { upload, problem } = watched;
  const isMine = remembered.id !== undefined && upload?.id === remembered.id;
  const hasEnded = upload?.status === 'expired' || (upload?.status === 'failed' && drafted !== undefined);
  // The server names it itself by now, no longer knows it, or it came to nothing while the draft holds another.
  const stale =
    remembered.id !== undefined && (remembered.id === drafted || isRefused(problem) || (isMine && hasEnded));
  useEffect(() => {
    if (stale) remembered.forget();
  }, [stale]);
  return {
    upload,
    problem: stale ? undefined : problem,
    again: watched.again,
    remember: remembered.remember,
    forget: remembered.forget,
  };
};
