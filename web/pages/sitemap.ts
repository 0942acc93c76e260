import type { Site, SitemapEntry } from './props.ts';
import { xmlText } from './xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

const changed = (day: string | undefined): string => (day ? `<lastmod>${xmlText(day)}</lastmod>` : '');

/** The index at `/sitemap.xml`: one entry per shard (paths such as `/sitemap-3.xml`). */
export const renderSitemapIndex = ({
  site,
  shards,
}: {
  site: Site;
  shards: readonly SitemapEntry[];
}): string =>
  `${HEAD}<sitemapindex ${NAMESPACE}>\n${shards
    .map(
      ({ path, changedOn }) =>
        `<sitemap><loc>${xmlText(site.url + path)}</loc>${changed(changedOn)}</sitemap>\n`,
    )
    .join('')}</sitemapindex>\n`;

/** One shard: every page in both languages, each naming the other. At most 25 000 entries, so 50 000 addresses. */
export const renderSitemapShard = ({
  site,
  entries,
}: {
  site: Site;
  entries: readonly SitemapEntry[];
}): string => {
  const urlOf = ({ path, changedOn }: SitemapEntry): string => {
    const addresses = { vi: xmlText(site.url + path), en: xmlText(`${site.url}/en${path}`) };
    const alternates = Object.entries(addresses)
      .map(([lang, address]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${address}"/>`)
      .join('');
    return Object.values(addresses)
      .map((address) => `<url><loc>${address}</loc>${changed(changedOn)}${alternates}</url>\n`)
      .join('');
  };
  return `${HEAD}<urlset ${NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries
    .map(urlOf)
    .join('')}</urlset>\n`;
};
