import * as z from 'zod';

/** The steps of a check in their order. What each one made is kept, so that another worker goes on from there. */
export const CheckStage = z.enum([
  'scan',
  'identify',
  'read',
  'convert',
  'constraints',
  'profile',
  'screen',
  'compare',
  'index',
  'store',
]);
export type CheckStage = z.infer<typeof CheckStage>;
