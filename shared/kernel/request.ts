import * as z from 'zod';

/**
 * What is asked for: information; or that something published (`challenge`, `error-report`) or given (`correction`) be put
 * right; that something be published (`must-publish`); that a leak of personal data be told (`breach`).
 */
export const RequestKind = z.enum([
  'information',
  'challenge',
  'error-report',
  'correction',
  'must-publish',
  'breach',
]);
export type RequestKind = z.infer<typeof RequestKind>;

/** How it reached the agency; the limits of law differ by it. */
export const RequestChannel = z.enum(['online', 'office', 'post-or-fax']);
export type RequestChannel = z.infer<typeof RequestChannel>;

/** Whether the information is at hand (`simple`), or must be gathered, checked or asked of others. */
export const Complexity = z.enum(['simple', 'complex']);
export type Complexity = z.infer<typeof Complexity>;

/** Whose information is asked for. Another person's own needs their written consent. */
export const RequestSubject = z.enum(['public', 'own', 'consented']);
export type RequestSubject = z.infer<typeof RequestSubject>;

/** The form of law it comes on: from a person, or through an organisation with its list of people. */
export const RequestForm = z.enum(['01a', '01b']);
export type RequestForm = z.infer<typeof RequestForm>;

/** How what the agency did about a request is contested: before the administration, or in court. */
export const ContestKind = z.enum(['complaint', 'lawsuit']);
export type ContestKind = z.infer<typeof ContestKind>;

/** Where a request stands. Overdue is not a status: the day makes it so. */
export const RequestStatus = z.enum([
  'received',
  'accepted',
  'clarifying',
  'answered',
  'refused',
  'withdrawn',
  'lapsed',
]);
export type RequestStatus = z.infer<typeof RequestStatus>;

/** A file that came with a request or goes out with its answer. Its name is on the paper: names tell about people. */
export const RequestFile = z.object({
  id: z.uuid(),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RequestFile = z.infer<typeof RequestFile>;

export const RequestLanguage = z.enum(['vi', 'en']);
export type RequestLanguage = z.infer<typeof RequestLanguage>;
