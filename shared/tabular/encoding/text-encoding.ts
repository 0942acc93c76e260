import { TextEncoding } from '../../kernel/reading.ts';

export type { TextEncoding };

/** What a file's bytes can be read as. Latin-1 is read as windows-1252, which holds every letter of it. */
export const textEncodings: readonly TextEncoding[] = TextEncoding.options;

/** What is recognised and said, but not read: the sender has to save it anew. */
export const namedEncodings = ['viscii', 'utf-32'] as const;
export type NamedEncoding = (typeof namedEncodings)[number];

export const isTextEncoding = (name: string): name is TextEncoding =>
  (textEncodings as readonly string[]).includes(name);

/** What was shown and what it is taken to be. */
export type Sample = { readonly before: string; readonly after: string };

/** Lists of samples stop here: enough to judge, little enough to keep with the dataset. */
export const MAX_SAMPLES = 10;
