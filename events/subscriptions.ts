import { DownloadsCounted } from './downloads.ts';
import { DigestWritten } from './digests.ts';
import {
  DutyFulfilled,
  DutyHandedOver,
  DutyOpened,
  DutyRescheduled,
  DutyUrged,
  DutyUrgingAnswered,
  DutyWaived,
} from './duties.ts';
import { RecomputationAdvanced } from './recomputation.ts';
import { RuleValueApproved } from './regulation.ts';
import { ClarificationGiven, requestEvents, RequestPapersErased, RequestReceived } from './requests.ts';
import {
  CheckFailed,
  DatasetWithdrawn,
  MetadataChanged,
  ReadingChosen,
  ReleaseApproved,
  ReleasePublished,
  ReleaseReturned,
  ReleaseSubmitted,
  ReleaseWithdrawn,
} from './publishing.ts';

/** What happens to a request while it is worked on; the erasing of its papers moves nothing and concerns nobody. */
const requestsSteps = requestEvents
  .map(({ type }) => type)
  .filter((type) => type !== RequestPapersErased.type);

/**
 * Who reads what. One queue a reader, so that one reader's failure does not stop another; the fan-out and the
 * infrastructure both read this table. `order: 'case'` keeps a case's events in order (FIFO, group = case id).
 */
export type Subscription = { readonly order: 'case' | 'none'; readonly types: readonly string[] };

export const subscriptions = {
  publication: {
    order: 'case',
    types: [
      ReleaseApproved.type,
      ReleasePublished.type,
      MetadataChanged.type,
      ReleaseWithdrawn.type,
      DatasetWithdrawn.type,
      // The page shows the next due day.
      DutyOpened.type,
      DutyRescheduled.type,
      // … and how often the files were downloaded.
      DownloadsCounted.type,
      // The rulebook's own pages say what was entered.
      RuleValueApproved.type,
    ],
  },
  // A file is read in another way: the check begins anew. What was compared with a release that is gone is compared again.
  check: { order: 'none', types: [ReadingChosen.type, ReleaseWithdrawn.type] },
  'search-index': {
    order: 'none',
    types: [
      ReleasePublished.type,
      MetadataChanged.type,
      ReleaseWithdrawn.type,
      DatasetWithdrawn.type,
      DownloadsCounted.type,
    ],
  },
  // Whoever follows the dataset by mail.
  followers: { order: 'case', types: [ReleasePublished.type, ReleaseWithdrawn.type, DatasetWithdrawn.type] },
  duties: {
    order: 'case',
    types: [
      ReleasePublished.type,
      ReleaseWithdrawn.type,
      DatasetWithdrawn.type,
      DutyFulfilled.type,
      ...requestsSteps,
      // What changes the figures of an agency, besides what is done.
      DutyOpened.type,
      DutyRescheduled.type,
      DutyHandedOver.type,
      DutyWaived.type,
      // Open duties are computed again, page by page.
      RuleValueApproved.type,
      RecomputationAdvanced.type,
    ],
  },
  mail: {
    order: 'case',
    types: [
      DigestWritten.type,
      DutyHandedOver.type,
      DutyUrged.type,
      DutyUrgingAnswered.type,
      RequestReceived.type,
      ClarificationGiven.type,
      ReleaseSubmitted.type,
      ReleaseReturned.type,
      CheckFailed.type,
      ReleasePublished.type,
    ],
  },
  // The person who asked, and nobody else: this reader alone may see who that is.
  'tell-requester': {
    order: 'case',
    types: requestsSteps,
  },
} as const satisfies Record<string, Subscription>;

export type Reader = keyof typeof subscriptions;

export const readersOf = (eventType: string): Reader[] =>
  (Object.keys(subscriptions) as Reader[]).filter((reader) =>
    (subscriptions[reader].types as readonly string[]).includes(eventType),
  );
