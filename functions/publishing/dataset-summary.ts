import type { SearchDocument } from '../../shared/adapters/sqlite/search-index.ts';

/** A published dataset as search answers it and lists show it. */
export const summaryOf = (document: SearchDocument) => ({
  id: document.id,
  slug: document.slug,
  title: document.title,
  description: document.description,
  agency: { code: document.agency, name: document.agencyName },
  topic: { id: document.topic, label: document.topicLabel },
  licence: document.licence,
  formats: document.formats,
  release: document.release,
  publishedOn: document.publishedOn,
  ...(document.rows === undefined ? {} : { rows: document.rows }),
  demonstration: document.demonstration,
});
