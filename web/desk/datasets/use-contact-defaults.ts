import { useEffect, useRef, useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import { useDesk } from '../context.ts';
import type { ContactForm } from './contact-fields.tsx';

/** Starts from my name and the published focal point of the agency; what the person typed is never overwritten. */
export const useContactDefaults = (agency: string) => {
  const { call, me } = useDesk();
  const [contact, setContact] = useState<ContactForm>({ name: me.name, email: '', phone: '' });
  const typed = useRef(false);
  useEffect(() => {
    if (agency === '') return;
    void call(operations.readAgency, { params: { code: agency } }).then((reply) => {
      const focal = reply.ok ? reply.body.focalPoint : undefined;
      if (focal && !typed.current) setContact({ name: focal.name, email: focal.email, phone: focal.phone });
    });
  }, [agency, call]);
  const change = (next: ContactForm): void => {
    typed.current = true;
    setContact(next);
  };
  return [contact, change] as const;
};
