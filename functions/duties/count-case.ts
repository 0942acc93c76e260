import { Envelope } from '../../events/envelope.ts';
import { countingOf } from '../../shared/adapters/figure-items.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { Figures } from '../../shared/capabilities/figures.ts';

/**
 * Brings the figures up to what a case is now. The message only says that something happened to it: told twice, late or
 * out of order it comes to the same.
 */
export const countCase =
  ({ store, figures }: { store: Pick<CaseStore, 'load'>; figures: Figures }) =>
  async (body: unknown): Promise<void> => {
    const { caseId } = Envelope.parse(body);
    const count = countingOf(caseId);
    const found = count && (await store.load(caseId));
    if (found) await figures.save(caseId, found.version, count(found.state));
  };
