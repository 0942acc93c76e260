import {
  renderAgencies,
  renderAgencyPage,
  renderCatalogue,
  renderSitemap,
  renderStatic,
} from './catalogue-pages.ts';
import { renderDatasetPages } from './dataset-pages.ts';
import type { Page } from './page-jobs.ts';
import { currentBook } from '../../shared/adapters/current-book.ts';
import { renderRegulationPages } from './regulation-pages.ts';
import { pressFor, type RenderServices } from './render-frame.ts';

/**
 * Renders one page (both languages) from what the views say now, and names further pages that follow from it.
 * Rendering has no outside effect but the files: it may run any number of times.
 */
export const renderPage = async (services: RenderServices, page: Page): Promise<Page[]> => {
  const press = await pressFor(services);
  switch (page.kind) {
    case 'dataset':
      await renderDatasetPages(press, page.id, page.taken);
      return [];
    case 'catalogue':
      await renderCatalogue(press);
      return [];
    case 'agency':
      await renderAgencyPage(press, page.code);
      return [];
    case 'agencies':
      return (await renderAgencies(press)).map((code) => ({ kind: 'agency', code }));
    case 'sitemap':
      await renderSitemap(press, page.shard);
      return [];
    case 'regulation':
      await renderRegulationPages(press, await currentBook(press.store));
      return [];
    case 'static': {
      const shards = await renderStatic(press);
      return [
        { kind: 'catalogue' },
        { kind: 'agencies' },
        { kind: 'regulation' },
        ...shards.map((shard) => ({ kind: 'sitemap', shard }) as const),
      ];
    }
  }
};
