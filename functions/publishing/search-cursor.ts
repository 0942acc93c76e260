import { InvalidCursor } from '../../shared/adapters/cursor.ts';

/** A cursor of the catalogue's search says after how many hits a page begins. */
export const searchCursor = (offset: number): string => Buffer.from(`o${offset}`).toString('base64url');

export const searchOffset = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  const offset = /^o(\d{1,7})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (offset === undefined) throw new InvalidCursor();
  return Number(offset);
};
