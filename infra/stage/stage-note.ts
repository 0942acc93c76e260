import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/** What is known of a deployed stage: enough to reach it from another process. Holds no secret of a real account. */
export const StageNote = z.object({
  environment: z.string(),
  /** The emulator's address; absent for AWS. */
  endpoint: z.string().optional(),
  region: z.string(),
  account: z.string(),
  publicUrl: z.string(),
  /** Host of the HTTP API. */
  apiDomain: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  userPoolId: z.string(),
  /** Logical ids of both stacks to physical names. */
  resources: z.record(z.string(), z.string()),
  /** Folder of the synthesised app that was deployed. */
  assembly: z.string(),
  /** An emulator only: the process that holds it, and the file its clock goes by. */
  pid: z.int().optional(),
  clock: z.string().optional(),
});
export type StageNote = z.infer<typeof StageNote>;

/** Reads the note; undefined when nothing was deployed from here. */
export const readStageNote = (file: string): StageNote | undefined =>
  existsSync(file) ? StageNote.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;

/** Writes the note as a whole or not at all. */
export const writeStageNote = (file: string, note: StageNote): void => {
  writeFileSync(`${file}.draft`, JSON.stringify(note, null, 2), { mode: 0o600 });
  renameSync(`${file}.draft`, file);
};

/** The physical name of a logical id. Throws when the stage has none. */
export const named = (note: Pick<StageNote, 'resources'>, logicalId: string): string => {
  const found = note.resources[logicalId];
  if (!found) throw new Error(`The stage has no ${logicalId}`);
  return found;
};
