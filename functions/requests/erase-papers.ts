import type { Actor } from '../../events/envelope.ts';
import type { CaseStore, Papers } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { listAll } from '../../shared/capabilities/list-all.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { erasePapers } from '../../shared/capabilities/requests/decide.ts';
import { requestKeys } from '../../shared/capabilities/requests/indexes.ts';
import { finishedOn, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { ScannedFiles } from '../../shared/capabilities/requests/ports.ts';
import type { CorrelationId, NewId } from '../../shared/kernel/ids.ts';
import { addDays, dayOf, type Instant } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { logger } from '../_entry/telemetry.ts';
import { fileKey } from './file-keys.ts';

const eraser: Actor = { kind: 'system', name: 'erase-papers' };

/**
 * Erases what people wrote and sent, once it has been kept as long as the settings say. First the content, then the word in
 * the ledger: a run that dies in the middle is taken up by the next, and nothing is ever said to be gone that is not.
 */
export const eraseOldPapers =
  (services: {
    readonly store: CaseStore;
    readonly papers: Papers;
    readonly files: Pick<ScannedFiles, 'erase'>;
    readonly newId: NewId;
    readonly keptDays: number;
  }) =>
  async (at: Instant, correlation?: CorrelationId): Promise<{ erased: number }> => {
    const { store, papers, files, newId, keptDays } = services;
    const today = dayOf(at);
    const lastClosing = addDays(today, -keptDays - 1);
    const due = await listAll<InformationRequest>(
      store,
      'notice',
      requestKeys.papersKept,
      requestKeys.upTo(lastClosing),
    );
    for (const { caseId } of due) {
      const found = await store.load<InformationRequest>(caseId);
      const finished = found && finishedOn(found.state);
      if (!finished) continue;
      const { code, closing, files: sent, corrections = [] } = found.state;
      const given = [
        ...(closing?.how === 'answered' ? closing.files : []),
        ...corrections.flatMap(({ corrected }) => corrected?.files ?? []),
      ];
      for (const { id } of [...sent, ...given]) await files.erase(fileKey(code, id));
      const parts = await papers.erase(caseId);
      const changed = await changeCase(store, newId, requests, {
        caseId,
        context: { at, by: eraser, correlation },
        decide: (state: InformationRequest | undefined) =>
          erasePapers({ on: today, parts, keptUntil: addDays(finished, keptDays) }, state),
      });
      if (isRefusal(changed)) throw new Error(`Erasing the papers of ${caseId} met ${changed.refused}`);
    }
    logger.info('papers-erased', { today, requests: due.length });
    return { erased: due.length };
  };
