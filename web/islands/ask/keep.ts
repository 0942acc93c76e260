import { emptyDraft, type Draft } from './model.ts';
import type { Tried } from './content.ts';

/** The browser may refuse even to name its storage. */
type Place = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PLACE = 'request-draft';

export type Kept = { readonly draft: Draft; readonly tried?: Tried | undefined; readonly hadFiles: boolean };

/** What was typed in this tab before; nothing when the browser keeps nothing, or keeps something else there. */
export const recall = (storage: Place): Kept | undefined => {
  try {
    const kept = JSON.parse(storage().getItem(PLACE) ?? 'null') as Partial<Kept> | null;
    return kept?.draft
      ? { draft: { ...emptyDraft, ...kept.draft }, tried: kept.tried, hadFiles: kept.hadFiles === true }
      : undefined;
  } catch {
    return undefined;
  }
};

export const keep = (storage: Place, kept: Kept): void => {
  try {
    storage().setItem(PLACE, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still sends.
  }
};

export const forget = (storage: Place): void => {
  try {
    storage().removeItem(PLACE);
  } catch {
    // Nothing was kept.
  }
};
