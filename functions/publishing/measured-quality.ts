import { latestRelease, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { assessQuality } from '../../shared/capabilities/publishing/quality/assess.ts';
import type { Quality } from '../../shared/kernel/quality.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

/** What the portal does for every dataset alike. It writes schema.org, not yet DCAT-AP. */
const portal = { servesDcatAp: false };

/** The quality of what a dataset says of itself. `email` is its contact's. */
export const measuredQuality = (dataset: Dataset, email: string | undefined): Quality => {
  const { metadata, firstPublishedOn } = dataset;
  const release = latestRelease(dataset);
  const licence = rulebook.licences.get(metadata.licence);
  return assessQuality({
    metadata,
    isTopicKnown: rulebook.topics.has(metadata.topic),
    licence: licence && { url: licence.url, hasTerms: licence.terms !== undefined },
    hasContact: (email ?? '') !== '',
    firstPublishedOn: firstPublishedOn ?? release?.publishedOn,
    release: release && { publishedOn: release.publishedOn, files: release.files },
    portal,
  });
};
