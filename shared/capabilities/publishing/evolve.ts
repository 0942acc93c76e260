import type { PublishingEvent } from '../../../events/publishing.ts';
import type { CommandContext } from '../case-store.ts';
import {
  RECENT_RELEASES,
  RECENT_WITHDRAWN,
  releaseCount,
  type Dataset,
  type Draft,
  type Release,
} from './model.ts';
import { unreadFailures } from './upload.ts';

const existing = (dataset: Dataset | undefined): Dataset => {
  if (!dataset) throw new TypeError('A dataset begins with DatasetCreated');
  return dataset;
};

const drafted = (dataset: Dataset): Draft => {
  if (!dataset.draft) throw new TypeError('There is no draft to change');
  return dataset.draft;
};

const isUnreadFailure = (code: string): boolean => unreadFailures.some((unread) => unread === code);

const asEarlier = ({ columns: _, personalData: __, ...release }: Release): Release => release;

const openPersonalData = ({ declaration }: Draft): Pick<Release, 'personalData'> => {
  if (declaration?.personalData.kind !== 'lawful-to-open') return {};
  const { by, basis } = declaration.personalData;
  return { personalData: { by, basis } };
};

type Withdrawal = Extract<PublishingEvent, { type: 'ReleaseWithdrawn' }>['data'];

const asNewest = ({
  rows,
  columns,
  personalData,
  notes,
  ...release
}: NonNullable<Withdrawal['newest']>): Release => ({
  ...release,
  ...(rows === undefined ? {} : { rows }),
  ...(columns ? { columns } : {}),
  ...(personalData ? { personalData } : {}),
  ...(notes ? { notes } : {}),
});

/** The release leaves the list; what is the newest from now on stands there whole, also where it was remembered no more. */
const withoutRelease = (dataset: Dataset, { number, newest }: Withdrawal): Release[] => {
  const rest = dataset.releases.filter((one) => one.number !== number);
  return newest ? [...rest.filter((one) => one.number !== newest.number), asNewest(newest)] : rest;
};

const withdrawnWith = (
  { withdrawnReleases = [], withdrawnEarlier = [] }: Dataset,
  { number, publishedOn, withdrawnOn: on, reason, uploadId }: Withdrawal,
): Pick<Dataset, 'withdrawnReleases' | 'withdrawnEarlier'> => {
  const all = [...withdrawnReleases, { number, publishedOn, on, reason, uploadId }];
  const earlier = [...withdrawnEarlier, ...all.slice(0, -RECENT_WITHDRAWN).map((one) => one.number)];
  return {
    withdrawnReleases: all.slice(-RECENT_WITHDRAWN),
    ...(earlier.length > 0 ? { withdrawnEarlier: earlier } : {}),
  };
};

const personOf = (context: CommandContext) => (context.by.kind === 'person' ? { by: context.by.ref } : {});

/** What each fact makes of a dataset. Total over the capability's events, and free of rules: those decided already. */
export const evolve = (
  state: Dataset | undefined,
  fact: PublishingEvent,
  context: CommandContext,
): Dataset => {
  switch (fact.type) {
    case 'DatasetCreated': {
      const { datasetId, slug, agency, contact, metadata, demonstration } = fact.data;
      return { id: datasetId, slug, agency, contact, metadata, demonstration, releases: [] };
    }
    case 'MetadataChanged': {
      const dataset = existing(state);
      const isPublic = dataset.releases.length > 0;
      return { ...dataset, metadata: fact.data.metadata, ...(isPublic ? { publicAt: context.at } : {}) };
    }
    case 'UploadReceived': {
      const dataset = existing(state);
      const { uploadId, fileName, bytes, by } = fact.data;
      const draft: Draft = {
        number: releaseCount(dataset) + 1,
        phase: 'editing',
        upload: { id: uploadId, fileName, bytes, by, check: 'running' },
        ...(dataset.draft?.returnedBecause ? { returnedBecause: dataset.draft.returnedBecause } : {}),
      };
      return { ...dataset, draft };
    }
    case 'ReadingChosen': {
      const dataset = existing(state);
      const draft = drafted(dataset);
      const { uploadId, by: readBy } = fact.data;
      const { fileName, bytes, by } = draft.upload;
      return {
        ...dataset,
        reading: uploadId,
        draft: { ...draft, upload: { id: uploadId, fileName, bytes, by, readBy, check: 'running' } },
      };
    }
    case 'CheckPassed': {
      const dataset = existing(state);
      const draft = drafted(dataset);
      const { sha256, rows, columns, files, guesses, findings } = fact.data;
      return {
        ...dataset,
        draft: {
          ...draft,
          upload: {
            ...draft.upload,
            check: 'passed',
            sha256,
            rows,
            columns,
            files,
            ...(guesses === undefined ? {} : { guesses }),
            ...(findings === undefined
              ? {}
              : { findings: findings.map(({ id, kind, count }) => ({ id, kind, count })) }),
          },
        },
      };
    }
    case 'CheckFailed': {
      const dataset = existing(state);
      const draft = drafted(dataset);
      const isUnread = fact.data.problems.some(({ code }) => isUnreadFailure(code));
      return {
        ...dataset,
        draft: {
          ...draft,
          upload: { ...draft.upload, check: 'failed', ...(isUnread ? { isUnread } : {}) },
        },
      };
    }
    case 'ReleaseSubmitted': {
      const dataset = existing(state);
      const { returnedBecause: _answered, ...draft } = drafted(dataset);
      const { declaration, notes } = fact.data;
      const { by } = personOf(context);
      return {
        ...dataset,
        draft: { ...draft, phase: 'submitted', declaration, notes, ...(by ? { submittedBy: by } : {}) },
      };
    }
    case 'ReleaseReturned': {
      const dataset = existing(state);
      return {
        ...dataset,
        draft: { ...drafted(dataset), phase: 'editing', returnedBecause: fact.data.reasons },
      };
    }
    case 'ReleaseApproved': {
      const dataset = existing(state);
      const { by } = personOf(context);
      return {
        ...dataset,
        draft: { ...drafted(dataset), phase: 'approved', ...(by ? { approvedBy: by } : {}) },
      };
    }
    case 'ReleasePublished': {
      const { draft, ...dataset } = existing(state);
      if (!draft) throw new TypeError('A release is published from its draft');
      const { number, publishedOn, uploadId, files, rows, notes } = fact.data;
      return {
        ...dataset,
        publicAt: context.at,
        firstPublishedOn: dataset.firstPublishedOn ?? publishedOn,
        releases: [
          ...dataset.releases.map(asEarlier),
          {
            number,
            publishedOn,
            uploadId,
            files,
            columns: draft.upload.columns ?? [],
            ...(rows === undefined ? {} : { rows }),
            ...openPersonalData(draft),
            ...(notes ? { notes } : {}),
          },
        ].slice(-RECENT_RELEASES),
      };
    }
    case 'ReleaseWithdrawn': {
      const dataset = existing(state);
      return {
        ...dataset,
        publicAt: context.at,
        releases: withoutRelease(dataset, fact.data),
        ...withdrawnWith(dataset, fact.data),
      };
    }
    case 'DatasetWithdrawn': {
      const { draft, ...dataset } = existing(state);
      const unfinished =
        draft?.phase === 'approved' ? { number: draft.number, files: draft.upload.files ?? [] } : undefined;
      return {
        ...dataset,
        publicAt: context.at,
        withdrawal: {
          reason: fact.data.reason,
          on: fact.data.withdrawnOn,
          ...(unfinished ? { unfinished } : {}),
        },
      };
    }
  }
};
