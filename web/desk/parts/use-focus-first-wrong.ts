import { useEffect, useRef } from 'preact/hooks';
import type { Wrong } from './form-errors.ts';

/** After a check that found something, puts the cursor into the first field marked wrong. */
export const useFocusFirstWrong = (wrong: Wrong) => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [wrong]);
  return form;
};
