import type { LetterKind } from '../../../shared/contract/request-letters.ts';
import { get, post, postForFile } from '../api.ts';
import type { FileAddress, Opened, Standing } from './model.ts';
import type { PrivateLink } from './private-link.ts';

const at = (code: string, rest = ''): string => `/requests/${encodeURIComponent(code)}${rest}`;

/** Where a request stands, for whoever knows its code. */
export const loadStanding = async (code: string, signal?: AbortSignal): Promise<Standing> =>
  (await get(at(code), signal)) as Standing;

/** All of it, for the holder of its key. */
export const openRequest = async ({ code, secret }: PrivateLink): Promise<Opened> =>
  (await post(at(code, '/opening'), { secret })) as Opened;

export const giveAnswer = async ({ code, secret }: PrivateLink, text: string): Promise<Opened> =>
  (await post(at(code, '/clarification'), { secret, text })) as Opened;

export const withdraw = async ({ code, secret }: PrivateLink): Promise<Opened> =>
  (await post(at(code, '/withdrawal'), { secret })) as Opened;

/** Addresses, good for an hour, for the files that were announced and have not come. */
export const newAddresses = async ({ code, secret }: PrivateLink): Promise<readonly FileAddress[]> =>
  ((await post(at(code, '/files'), { secret })) as { uploads: FileAddress[] }).uploads;

/** Where one file can be taken, for a few minutes. */
export const fileAddress = async ({ code, secret }: PrivateLink, file: string): Promise<string> =>
  ((await post(at(code, `/files/${file}`), { secret })) as { url: string }).url;

/** The letter of a step, as the agency has it. */
export const takeLetter = ({ code, secret }: PrivateLink, kind: LetterKind) =>
  postForFile(at(code, `/letters/${kind}`), { secret });
