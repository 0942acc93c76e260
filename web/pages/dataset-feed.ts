import { displayNumber, showDay } from '../display.ts';
import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import type { DatasetFeedProps, Release, WithdrawnRelease } from './props.ts';
import { xmlText } from './xml.ts';

const t = textsOf('vi').follow;

/** A release is known by its day; the province keeps one time. */
const instantOf = (day: string): string => `${day}T00:00:00+07:00`;
/** After its publication, also on the same day: a reader shows again only what is newer. */
const takenBackAt = (day: string): string => `${day}T00:00:01+07:00`;

const summaryOf = ({ rows, notes }: Release): string =>
  [
    ...(rows === undefined ? [] : [fill(t.entryRows, { n: displayNumber(rows, 'vi') })]),
    ...(notes ? [notes] : []),
  ].join(' ');

const entryOf = ({ site, dataset }: DatasetFeedProps, release: Release): string => {
  const address = xmlText(site.url + paths.dataset('vi', dataset.slug));
  const files = release.files.map((file) => {
    const href = xmlText(site.url + paths.releaseFile(dataset.slug, release.number, file.name));
    return `<link rel="enclosure" type="${xmlText(file.mediaType)}" length="${file.bytes}" title="${xmlText(file.name)}" href="${href}"/>`;
  });
  return `<entry>
<id>${address}releases/${release.number}</id>
<title>${xmlText(fill(t.entry, { title: dataset.title, n: release.number }))}</title>
<updated>${instantOf(release.publishedOn)}</updated>
<link rel="alternate" type="text/html" href="${address}"/>
${files.join('\n')}
<summary>${xmlText(summaryOf(release))}</summary>
</entry>
`;
};

/** The entry that told of the release says from now on that it was taken back: readers show what was updated again. */
const withdrawnEntryOf = ({ site, dataset }: DatasetFeedProps, release: WithdrawnRelease): string => {
  const address = xmlText(site.url + paths.dataset('vi', dataset.slug));
  const { number: n, withdrawnOn, reason } = release;
  return `<entry>
<id>${address}releases/${n}</id>
<title>${xmlText(fill(t.entryWithdrawn, { title: dataset.title, n }))}</title>
<updated>${takenBackAt(withdrawnOn)}</updated>
<link rel="alternate" type="text/html" href="${address}"/>
<summary>${xmlText(fill(t.entryReason, { day: showDay(withdrawnOn, 'vi'), reason }))}</summary>
</entry>
`;
};

/**
 * The Atom feed of one dataset: an entry for each recent release, newest first, with its files. An entry has the id
 * it has in the feed of all datasets, so that a reader of both sees it once.
 */
export const renderDatasetFeed = (props: DatasetFeedProps): string => {
  const { site, dataset } = props;
  const self = xmlText(site.url + paths.datasetFeed(dataset.slug));
  const releases = [...props.releases, ...props.withdrawn].toSorted((a, b) => b.number - a.number);
  const moments = releases
    .map((one) => ('reason' in one ? takenBackAt(one.withdrawnOn) : instantOf(one.publishedOn)))
    .sort();
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<id>${self}</id>
<title>${xmlText(`${dataset.title} – ${site.name.vi}`)}</title>
<updated>${moments.at(-1) ?? instantOf('1970-01-01')}</updated>
<author><name>${xmlText(dataset.agency.name)}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${xmlText(site.url + paths.dataset('vi', dataset.slug))}"/>
${releases.map((one) => ('reason' in one ? withdrawnEntryOf(props, one) : entryOf(props, one))).join('')}</feed>
`;
};
