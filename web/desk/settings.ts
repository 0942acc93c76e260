import * as z from 'zod';

/** Written at deployment to `/desk/config.json`: where officers sign in. */
export const DeskConfig = z.object({ issuer: z.url(), clientId: z.string().min(1) });
export type DeskConfig = z.infer<typeof DeskConfig>;

const Term = z.object({
  id: z.string(),
  vi: z.string(),
  en: z.string().optional(),
  default: z.boolean().optional(),
});
export type Term = z.infer<typeof Term>;

/** Written at deployment to `/desk/vocabularies.json` from the rulebook. */
export const Vocabularies = z.object({
  topics: z.array(Term),
  licences: z.array(Term),
  updateFrequencies: z.array(Term),
  requestKinds: z.array(Term),
  /** When personal data may be public, with what says so. */
  openPersonalData: z.array(z.object({ id: z.string(), vi: z.string(), cites: z.array(z.string()) })),
});
export type Vocabularies = z.infer<typeof Vocabularies>;

/** Reads one of the files above. Throws with its address when it is missing or not what was agreed. */
export const readSettings = async <T>(address: string, schema: z.ZodType<T>): Promise<T> => {
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return schema.parse(await response.json());
};
