import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { subOf } from './sub.ts';

const Persona = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  email: z.email(),
  phone: z.string().optional(),
  position: z.string(),
  role: z.enum(['focal', 'department', 'chairman', 'ops', 'app']),
  agency: z.string(),
  agencyName: z.string(),
});

/** Somebody of the demonstration province whom one can sign in as. */
export type Persona = z.infer<typeof Persona> & { readonly sub: string };

const DEMO = join(import.meta.dirname, '..', 'demo');

/** Everybody there is, in the order of the file. */
export const readPersonas = (): Persona[] =>
  z
    .array(Persona)
    .parse(JSON.parse(readFileSync(join(DEMO, 'personas.json'), 'utf8')))
    .map((persona) => ({ ...persona, sub: subOf(persona.id) }));
