import type { DutyEvent } from '../../events/duties.ts';
import type { PublishingEvent } from '../../events/publishing.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { dutyCaseId, dutyIdOf } from '../../shared/capabilities/duties/model.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { caseIdOf, DatasetId, Slug, uuidFrom, type CaseId } from '../../shared/kernel/ids.ts';
import { instant } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { theCreation, untilPublished } from '../fixtures/datasets.ts';
import { dutyOpened, thePharmacies } from '../fixtures/duties.ts';
import { aContext } from '../fixtures/given-when-then.ts';

let made = 0;
export const newId = () => uuidFrom(sha256(`event ${++made}`));

/** Records facts of a dataset, one command each, at ten in the morning of a day. */
export const record = async (
  store: CaseStore,
  caseId: CaseId,
  facts: readonly PublishingEvent[],
  day: string,
): Promise<void> => {
  for (const [i, fact] of facts.entries()) {
    const at = instant(Date.parse(`${day}T03:00:00Z`) + i * 60_000);
    const changed = await changeCase(store, newId, publishing, {
      caseId,
      context: aContext(at),
      decide: () => [fact],
    });
    if (isRefusal(changed)) throw new Error(`refused: ${changed.refused}`);
  }
};

/** A dataset of its own id and slug, with these facts. */
export const aDataset = async (
  store: CaseStore,
  word: string,
  day: string,
  facts: readonly PublishingEvent[] = untilPublished,
): Promise<CaseId> => {
  const datasetId = DatasetId.parse(uuidFrom(sha256(word)));
  const slug = Slug.parse(word);
  const own = facts.map((fact): PublishingEvent => {
    if (fact.type === 'DatasetCreated') return { ...fact, data: { ...theCreation, datasetId, slug } };
    if (fact.type === 'ReleasePublished') return { ...fact, data: { ...fact.data, datasetId, slug } };
    return fact;
  });
  const caseId = caseIdOf('dataset', datasetId);
  await record(store, caseId, own, day);
  return caseId;
};

/** Three datasets on two days and a duty: what every audit below begins with. */
export const aSmallLedger = async (store: CaseStore) => {
  const pharmacies = await aDataset(store, 'nha-thuoc', '2025-06-16');
  const schools = await aDataset(store, 'truong-hoc', '2025-06-16', untilPublished.slice(0, 3));
  const roads = await aDataset(store, 'duong-bo', '2025-06-17');
  const duty = dutyCaseId(dutyIdOf('open-data-update', thePharmacies.id, 1));
  const opened = await changeCase(store, newId, duties, {
    caseId: duty,
    context: aContext('2025-06-17T04:00:00.000Z'),
    decide: (): DutyEvent[] => [dutyOpened()],
  });
  if (isRefusal(opened)) throw new Error(`refused: ${opened.refused}`);
  return { pharmacies, schools, roads, duty };
};
