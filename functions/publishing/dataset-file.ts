import type * as z from 'zod';
import type { Envelope } from '../../events/envelope.ts';
import { ReleaseSubmitted, ReleaseWithdrawn, UploadReceived } from '../../events/publishing.ts';
import type { DatasetFile, DatasetFileSummary } from '../../shared/contract/publishing.ts';
import type { Case } from '../../shared/capabilities/case-store.ts';
import { compareShapes } from '../../shared/capabilities/publishing/comparison.ts';
import { actsOpenTo } from '../../shared/capabilities/publishing/decide.ts';
import {
  latestRelease,
  releaseCount,
  standingCount,
  statusOf,
  type Dataset,
} from '../../shared/capabilities/publishing/model.ts';
import { actsFor, isDepartment, type Who } from '../../shared/capabilities/registry/model.ts';
import { DatasetId, type PersonRef } from '../../shared/kernel/ids.ts';
import type { FindingDecision } from '../../shared/kernel/screening.ts';
import { measuredQuality } from './measured-quality.ts';
import type { PublishingServices } from './services.ts';

const uploadStatusOf = { running: 'checking', passed: 'passed', failed: 'failed' } as const;

const noteOf = (event: Envelope): string | undefined => {
  if (event.type === ReleaseWithdrawn.type) {
    const { number, reason } = ReleaseWithdrawn.data.parse(event.data);
    return `Bản ${number}: ${reason}`;
  }
  const said = event.data['reasons'] ?? event.data['reason'] ?? event.data['fileName'];
  return typeof said === 'string' ? said : undefined;
};

/** Who is behind an event: a file that the system received was sent by a person, whom the event names. */
const personBehind = (event: Envelope): PersonRef | undefined => {
  if (event.by.kind === 'person') return event.by.ref;
  return event.type === UploadReceived.type ? UploadReceived.data.parse(event.data).by : undefined;
};

const nameBehind = (event: Envelope, people: ReadonlyMap<PersonRef, { name: string }>): string => {
  const person = personBehind(event);
  if (person) return people.get(person)?.name ?? '—';
  return event.by.kind === 'system' ? event.by.name : '—';
};

const personsIn = (dataset: Dataset, events: readonly Envelope[]): PersonRef[] => [
  dataset.contact,
  ...[dataset.draft?.submittedBy, dataset.draft?.upload.by, dataset.draft?.upload.readBy].filter(
    (ref) => ref !== undefined,
  ),
  ...events.flatMap((event) => personBehind(event) ?? []),
];

/** What was decided about findings with the last submission. */
const decisionsIn = (events: readonly Envelope[]): { findingDecisions?: FindingDecision[] } => {
  const last = events.findLast(({ type }) => type === ReleaseSubmitted.type);
  const findings = last && ReleaseSubmitted.data.parse(last.data).findings;
  return findings ? { findingDecisions: findings } : {};
};

/** A dataset as the officer asking sees it: the case, its names filled in, and what this person may do now. */
export const showDatasetFile = async (
  services: Pick<PublishingServices, 'store' | 'registry' | 'people'>,
  found: Case<Dataset>,
  who: Who,
): Promise<z.input<typeof DatasetFile>> => {
  const dataset = found.state;
  const events = await services.store.eventsOf(found.caseId);
  const [agency, people] = await Promise.all([
    services.registry.agency(dataset.agency),
    services.people.persons(personsIn(dataset, events)),
  ]);
  const contact = people.get(dataset.contact);
  const { draft } = dataset;
  const previous = latestRelease(dataset);
  const nameOf = (ref: PersonRef | undefined): string | undefined => ref && people.get(ref)?.name;
  const submitter = nameOf(draft?.submittedBy);
  const sender = nameOf(draft?.upload.by);
  const reader = nameOf(draft?.upload.readBy);
  return {
    id: dataset.id,
    slug: dataset.slug,
    status: statusOf(dataset),
    agency: { code: dataset.agency, name: agency?.name ?? dataset.agency },
    metadata: dataset.metadata,
    contact: {
      name: contact?.name ?? 'Không còn',
      email: contact?.email ?? 'khong-con@example.invalid',
      ...(contact?.phone ? { phone: contact.phone } : {}),
    },
    demonstration: dataset.demonstration,
    ...(draft
      ? {
          draft: {
            number: draft.number,
            upload: draft.upload.id,
            uploadStatus: uploadStatusOf[draft.upload.check],
            fileName: draft.upload.fileName,
            ...(draft.upload.rows === undefined ? {} : { rows: draft.upload.rows }),
            ...(draft.returnedBecause ? { returnedBecause: draft.returnedBecause } : {}),
            ...(draft.declaration ? { declaration: draft.declaration } : {}),
            ...(draft.phase !== 'editing' && submitter ? { submittedBy: submitter } : {}),
            ...(sender ? { sentBy: sender } : {}),
            ...(reader ? { readBy: reader } : {}),
            ...(draft.notes ? { notes: draft.notes } : {}),
            ...(draft.upload.findings ? { findings: draft.upload.findings } : {}),
            ...(draft.phase === 'editing' ? {} : decisionsIn(events)),
          },
        }
      : {}),
    releases: dataset.releases.map(({ number, publishedOn, files, rows }) => ({
      number,
      publishedOn,
      files,
      ...(rows === undefined ? {} : { rows }),
    })),
    releaseTotal: releaseCount(dataset),
    releasesStanding: standingCount(dataset),
    withdrawnReleases: (dataset.withdrawnReleases ?? []).map(({ number, publishedOn, on, reason }) => ({
      number,
      publishedOn,
      withdrawnOn: on,
      reason,
    })),
    ...(dataset.withdrawal ? { withdrawal: dataset.withdrawal } : {}),
    mayDo: actsOpenTo(dataset, {
      ref: who.ref,
      ownsIt: actsFor(who, dataset.agency),
      isDepartment: isDepartment(who),
    }),
    ...(previous && draft?.upload.columns
      ? { comparison: compareShapes(previous, { ...draft.upload, columns: draft.upload.columns }) }
      : {}),
    quality: measuredQuality(dataset, contact?.email),
    history: events.map((event) => {
      const note = noteOf(event);
      return {
        type: event.type,
        at: event.at,
        by: nameBehind(event, people),
        ...(note === undefined ? {} : { note }),
      };
    }),
    version: found.version,
  };
};

export const summarise = (found: Case<Dataset>, agencyName: string): z.input<typeof DatasetFileSummary> => {
  const dataset = found.state;
  const release = latestRelease(dataset)?.number;
  return {
    id: DatasetId.parse(dataset.id),
    slug: dataset.slug,
    title: dataset.metadata.title,
    status: statusOf(dataset),
    agency: { code: dataset.agency, name: agencyName },
    ...(dataset.draft ? { uploadStatus: uploadStatusOf[dataset.draft.upload.check] } : {}),
    ...(release === undefined ? {} : { release }),
    changedAt: found.changedAt,
  };
};
