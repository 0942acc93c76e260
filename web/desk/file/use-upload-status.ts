import { useEffect, useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { Problem } from '../../../shared/contract/problems.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { useDesk } from '../context.ts';

const POLL_MS = 1500;
const POLL_AFTER_TROUBLE_MS = 5000;

const isUnderWay = (status: Upload['status']): boolean => status === 'scanning' || status === 'checking';

/** Follows an upload through its check. `onSettled` is told once when a check that was under way has ended. */
export const useUploadStatus = (id: string | undefined, onSettled: () => void) => {
  const { call } = useDesk();
  const [upload, setUpload] = useState<Upload>();
  const [problem, setProblem] = useState<Problem>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    setUpload((before) => (before?.id === id ? before : undefined));
    setProblem(undefined);
    if (id === undefined) return undefined;
    let closed = false;
    let wasUnderWay = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const reply = await call(operations.readUpload, { params: { id } });
      if (closed) return;
      setProblem(reply.ok ? undefined : reply.problem);
      if (!reply.ok) {
        if (reply.problem.status >= 500) timer = setTimeout(() => void look(), POLL_AFTER_TROUBLE_MS);
        return;
      }
      setUpload(reply.body);
      if (isUnderWay(reply.body.status)) {
        wasUnderWay = true;
        timer = setTimeout(() => void look(), POLL_MS);
      } else if (wasUnderWay) onSettled();
    };
    void look();
    return () => {
      closed = true;
      clearTimeout(timer);
    };
  }, [id, asked, call, onSettled]);
  return { upload, problem, again: () => setAsked((n) => n + 1) };
};
