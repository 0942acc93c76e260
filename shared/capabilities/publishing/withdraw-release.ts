import type { Envelope } from '../../../events/envelope.ts';
import { ReleasePublished } from '../../../events/publishing.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse } from '../../kernel/refusal.ts';
import { fold } from '../change-case.ts';
import { publishing } from './capability.ts';
import type { Decision } from './decide.ts';
import {
  isWithdrawn,
  latestRelease,
  releaseCount,
  standingBefore,
  statusOf,
  type Dataset,
  type Release,
} from './model.ts';

/** The releases that taking one back is about: itself, and the one that becomes the newest where it was the newest. */
export const concernedBy = (dataset: Dataset, number: number): number[] => {
  const isNewest = number === latestRelease(dataset)?.number;
  const before = isNewest ? standingBefore(dataset, number) : undefined;
  return before === undefined ? [number] : [number, before];
};

/** Releases as they were when each was the newest: of earlier ones the state remembers less, the ledger everything. */
export const asPublished = (events: readonly Envelope[], numbers: readonly number[]): Release[] =>
  numbers.flatMap((number) => {
    const at = events.findIndex(
      ({ type, data }) =>
        type === ReleasePublished.type && ReleasePublished.data.parse(data).number === number,
    );
    const then = at < 0 ? undefined : fold(publishing, events.slice(0, at + 1));
    return (then && latestRelease(then)) ?? [];
  });

/**
 * One release is taken back, by whoever may withdraw the dataset; the others stay where they are. The only one is not: a
 * dataset without any release would be an address that says nothing, so the dataset is withdrawn instead. What waits for
 * approval or is being put in place goes on, under the number it has. `published` is what the ledger says of the releases
 * concerned; where another act changed which ones these are, it is asked again.
 */
export const withdrawRelease = (
  command: { number: number; reason: string; on: LocalDate; published: readonly Release[] },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  if (dataset.withdrawal) return refuse('wrong-state', { status: statusOf(dataset) });
  const { number, reason, on, published } = command;
  if (number > releaseCount(dataset)) return refuse('not-found');
  if (isWithdrawn(dataset, number)) return refuse('release-withdrawn', { number });
  const isNewest = number === latestRelease(dataset)?.number;
  const before = standingBefore(dataset, number);
  if (isNewest && before === undefined) return refuse('only-release', { number });
  const taken = published.find((one) => one.number === number);
  const newest = isNewest ? published.find((one) => one.number === before) : undefined;
  if (!taken || (isNewest && !newest)) return refuse('conflict');
  return [
    {
      type: 'ReleaseWithdrawn',
      data: {
        datasetId: dataset.id,
        number,
        reason,
        withdrawnOn: on,
        publishedOn: taken.publishedOn,
        uploadId: taken.uploadId,
        files: taken.files.map(({ name }) => name),
        ...(newest ? { newest } : {}),
      },
    },
  ];
};
