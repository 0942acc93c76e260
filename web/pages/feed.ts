import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import type { FeedProps } from './props.ts';
import { xmlText } from './xml.ts';

const t = textsOf('vi').feed;

const entryOf = (site: FeedProps['site'], entry: FeedProps['entries'][number]): string => {
  const address = xmlText(site.url + paths.dataset('vi', entry.slug));
  const what = fill(t.entry, { n: entry.release, agency: entry.agency.name });
  return `<entry>
<id>${address}releases/${entry.release}</id>
<title>${xmlText(entry.title)}</title>
<updated>${xmlText(entry.updatedAt)}</updated>
<link rel="alternate" type="text/html" href="${address}"/>
<author><name>${xmlText(entry.agency.name)}</name></author>
<category term="${xmlText(entry.topic.id)}" label="${xmlText(entry.topic.label)}"/>
<summary>${xmlText(`${what}. ${entry.description}`)}</summary>
</entry>
`;
};

/** The Atom feed of new releases, newest first. */
export const renderFeed = ({ site, entries, updatedAt }: FeedProps): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<id>${xmlText(site.url + paths.feed)}</id>
<title>${xmlText(`${t.title} – ${site.name.vi}`)}</title>
<updated>${xmlText(updatedAt)}</updated>
<link rel="self" type="application/atom+xml" href="${xmlText(site.url + paths.feed)}"/>
<link rel="alternate" type="text/html" href="${xmlText(`${site.url}/`)}"/>
${entries.map((entry) => entryOf(site, entry)).join('')}</feed>
`;
