import { useEffect, useRef, useState } from 'preact/hooks';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { useDesk } from '../context.ts';
import { browserPorts } from './browser-ports.ts';
import type { State } from './machine.ts';
import { runUpload, type UploadRun } from './run.ts';

/** An upload on its way in this tab. Leaving asks first; closing the screen stops sending, the server keeps its parts. */
export const useUpload = (onComplete: () => void) => {
  const { call } = useDesk();
  const [state, setState] = useState<State>();
  const run = useRef<UploadRun>(undefined);
  const told = useRef(false);
  useEffect(() => () => run.current?.stop(), []);
  const active = state?.phase === 'sending' || state?.phase === 'completing';
  useEffect(() => {
    if (!active) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [active]);
  const begin = (upload: Upload, file: File): void => {
    run.current?.stop();
    told.current = false;
    run.current = runUpload(upload, browserPorts(call, upload, file), (next) => {
      setState(next);
      if (next.phase === 'complete' && !told.current) {
        told.current = true;
        onComplete();
      }
    });
  };
  return {
    state,
    begin,
    pause: () => run.current?.pause(),
    resume: () => run.current?.resume(),
    forget: () => {
      run.current?.stop();
      setState(undefined);
    },
  };
};
