import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { regulationProps, ruleProps } from '../../functions/publishing/regulation-props.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { API_BASE } from '../../shared/contract/operations.ts';
import { CATALOGUE_FILES } from '../../shared/contract/public-paths.ts';
import {
  renderAgency,
  renderAgencyList,
  renderDataset,
  renderDatasetFeed,
  renderDatasetList,
  renderDevelopers,
  renderFeed,
  renderHome,
  renderNotFound,
  renderReleaseTombstone,
  renderRequestForm,
  renderRequests,
  renderRegulation,
  renderRule,
  renderSitemapIndex,
  renderSitemapShard,
  renderTerms,
  renderTombstone,
  schemaOrgOf,
} from '../../web/pages/index.ts';
import { englishReasons } from '../../shared/regulation/english-reasons.ts';
import { paths } from '../../web/paths.ts';
import type { Lang } from '../../web/texts.ts';
import { aCard, aDatasetPage, anAgencyPage, aRelease, aSite, someAssets, someTerms } from './fixtures.ts';

const requestKinds = [
  {
    id: 'information',
    title: { vi: 'Yêu cầu cung cấp thông tin', en: 'Request for information' },
    explains: { vi: 'Hỏi một thông tin.', en: 'Ask for information.' },
  },
];
const reasonsInEnglish = englishReasons();
const counters = { datasets: 30, agencies: 12, releases: 41, rows: 1_284_567 };
const topics = [{ id: 'giao-duc', label: { vi: 'Giáo dục', en: 'Education' }, count: 3 }];
const agencies = [{ code: 'H54.07', name: 'Sở Giáo dục và Đào tạo', datasets: 3 }];

const takenBack = {
  number: 3,
  publishedOn: '2025-06-16',
  withdrawnOn: '2025-06-20',
  reason: 'Cột điện thoại có số riêng của <chủ> cơ sở.',
};

const everyPage = (lang: Lang): Record<string, string> => {
  const page = { lang, site: aSite, assets: someAssets };
  return {
    home: renderHome({ ...page, counters, topics, newest: [aCard()], agencies }),
    list: renderDatasetList({ ...page, items: [aCard()], total: 1, topics, agencies, formats: [] }),
    dataset: renderDataset(aDatasetPage({}, lang)),
    agency: renderAgency(anAgencyPage({}, lang)),
    agencies: renderAgencyList({
      ...page,
      agencies: agencies.map((agency) => ({ ...agency, kind: 'Sở', demonstration: true })),
    }),
    terms: renderTerms({ ...page, terms: someTerms }),
    developers: renderDevelopers(page),
    requests: renderRequests({ ...page, kinds: requestKinds, reasonsInEnglish }),
    requestForm: renderRequestForm({
      ...page,
      kinds: requestKinds,
      reasonsInEnglish,
      agencies: [{ code: 'H54.07', name: 'Sở Giáo dục và Đào tạo', kind: 'Sở' }],
      keptDays: 1825,
      largestFile: 20_971_520,
    }),
    regulation: renderRegulation({ ...page, ...regulationProps(rulebook) }),
    rule: renderRule({
      ...page,
      ...ruleProps(rulebook.deadlines.get('information-request-online-answer')!, rulebook),
    }),
    notFound: renderNotFound(page),
    releaseTombstone: renderReleaseTombstone({
      ...page,
      dataset: { slug: 'a', title: 'Giá thị trường', agency: { code: 'H54.07', name: 'Sở Tài chính' } },
      release: takenBack,
      newest: { number: 2, publishedOn: '2025-03-10' },
    }),
    tombstone: renderTombstone({
      ...page,
      dataset: { slug: 'a', title: 'Giá thị trường', agency: { code: 'H54.07', name: 'Sở Tài chính' } },
      withdrawnOn: '2025-06-20',
      reason: 'Tệp có dữ liệu cá nhân chưa khử nhận dạng.',
      releases: 2,
    }),
  };
};

const count = (html: string, pattern: RegExp): number => [...html.matchAll(pattern)].length;

describe.each(['vi', 'en'] as const)('every public page in %s', (lang) => {
  const pages = everyPage(lang);

  it.each(Object.keys(pages))('%s states its language, one heading, a skip link and landmarks', (name) => {
    const html = pages[name] ?? '';
    expect(html).toContain(`<html lang="${lang}">`);
    expect(count(html, /<h1[ >]/g)).toBe(1);
    expect(html).toContain('href="#main"');
    expect(count(html, /<main id="main"/g)).toBe(1);
    expect(html).toContain('<footer');
    expect(count(html, /<title>/g)).toBe(1);
    expect(html).toContain('application/atom+xml');
  });

  it.each(Object.keys(pages))(
    '%s is NFC, leaves no text unfilled and runs no inline script or style',
    (name) => {
      const html = pages[name] ?? '';
      expect(html).toBe(html.normalize('NFC'));
      const shown = html.replace(/<script type="application\/json"[\s\S]*?<\/script>/g, '');
      if (name !== 'developers') expect(shown).not.toMatch(/\{(n|day|q|name|size|total|shown|title)\}/);
      expect(html).not.toMatch(/undefined|\[object Object\]|NaN/);
      expect(html).not.toMatch(/ style=|<style| on[a-z]+=/);
      for (const [tag] of html.matchAll(/<script[^>]*>/g))
        expect(tag).toMatch(/type="(module" src="\/assets\/|application\/(ld\+)?json")/);
    },
  );

  it('names the other language and the canonical address', () => {
    const html = pages['dataset'] ?? '';
    const here = lang === 'vi' ? '' : '/en';
    expect(html).toContain(
      `rel="canonical" href="https://du-lieu.example.vn${here}/datasets/danh-sach-truong-hoc/"`,
    );
    expect(html).toContain('hreflang="vi" href="https://du-lieu.example.vn/datasets/danh-sach-truong-hoc/"');
    expect(html).toContain(
      'hreflang="en" href="https://du-lieu.example.vn/en/datasets/danh-sach-truong-hoc/"',
    );
  });
});

describe.each(['vi', 'en'] as const)('a release that was taken back, in %s', (lang) => {
  const page = aDatasetPage({ withdrawn: [takenBack], releaseTotal: 3 }, lang);
  const html = renderDataset(page);

  it('keeps its line in the list with day and reason, has no link, and is not the latest', () => {
    expect(html).toContain('số riêng của &lt;chủ> cơ sở');
    expect(html).toContain(lang === 'vi' ? 'Đã rút ngày 20/06/2025' : 'Taken back on 20 June 2025');
    expect(html).not.toContain('/releases/3/');
    // All three are on the page: there is nothing more to see elsewhere.
    expect(html).not.toContain(`href="${paths.releases(lang, page.dataset.slug)}"`);
  });

  it('is not in what machines read of the dataset', () => {
    const said = JSON.stringify(schemaOrgOf(page));
    expect(said).toContain('/releases/2/');
    expect(said).not.toMatch(/releases\/3\/|số riêng/);
    expect(schemaOrgOf(page)['version']).toBe('2');
  });
});

describe('machine-readable lists', () => {
  const parser = new XMLParser({ ignoreAttributes: false });
  const hostile = 'Bảng <giá> & "đất"\u0000\u000b';

  it('writes a well-formed Atom feed even from hostile titles', () => {
    const xml = renderFeed({
      site: aSite,
      updatedAt: '2025-06-16T02:00:00.000Z',
      entries: [{ ...aCard({ title: hostile }), updatedAt: '2025-06-16T02:00:00.000Z' }],
    });
    expect(XMLValidator.validate(xml)).toBe(true);
    const { feed } = parser.parse(xml) as { feed: { entry: { title: string; id: string }; updated: string } };
    expect(feed.entry.title).toBe('Bảng <giá> & "đất"');
    expect(feed.entry.id).toBe('https://du-lieu.example.vn/datasets/danh-sach-truong-hoc/releases/2');
  });

  it('writes the feed of one dataset: each release once, newest first, with its files, whatever the texts hold', () => {
    const { dataset } = aDatasetPage();
    const xml = renderDatasetFeed({
      site: aSite,
      dataset: { ...dataset, title: hostile },
      releases: [{ ...aRelease(1, '2025-03-10'), notes: hostile }, aRelease(2, '2025-06-16')],
      withdrawn: [],
    });
    expect(XMLValidator.validate(xml)).toBe(true);
    const { feed } = parser.parse(xml) as {
      feed: { updated: string; entry: { id: string; title: string; updated: string; summary: string }[] };
    };
    expect(feed.updated).toBe('2025-06-16T00:00:00+07:00');
    expect(feed.entry.map(({ id }) => id)).toEqual([
      'https://du-lieu.example.vn/datasets/danh-sach-truong-hoc/releases/2',
      'https://du-lieu.example.vn/datasets/danh-sach-truong-hoc/releases/1',
    ]);
    expect(feed.entry[1]?.summary).toContain('Bảng <giá> & "đất"');
    expect(xml.match(/rel="enclosure"/g)).toHaveLength(8);
    expect(xml).toContain(
      'href="https://du-lieu.example.vn/datasets/danh-sach-truong-hoc/releases/2/danh-sach-truong-hoc.parquet"',
    );
  });

  it('says in the entry of a release that was taken back that it was, later than it was told of, and offers no file of it', () => {
    const { dataset } = aDatasetPage();
    const xml = renderDatasetFeed({
      site: aSite,
      dataset,
      releases: [aRelease(2, '2025-03-10')],
      withdrawn: [{ ...takenBack, withdrawnOn: takenBack.publishedOn }],
    });
    expect(XMLValidator.validate(xml)).toBe(true);
    const { feed } = parser.parse(xml) as {
      feed: { updated: string; entry: { id: string; title: string; updated: string; summary: string }[] };
    };
    const [entry] = feed.entry;
    expect(entry?.id).toBe('https://du-lieu.example.vn/datasets/danh-sach-truong-hoc/releases/3');
    expect(entry?.title).toContain('Đã rút');
    expect(entry?.summary).toContain('số riêng của <chủ> cơ sở');
    expect(entry?.updated).toBe('2025-06-16T00:00:01+07:00');
    expect(feed.updated).toBe(entry?.updated);
    expect(xml).not.toContain('/releases/3/');
  });

  it('lists every page in both languages in a sitemap shard, and the shards in the index', () => {
    const shard = renderSitemapShard({
      site: aSite,
      entries: [{ path: '/datasets/a/', changedOn: '2025-06-16' }, { path: '/terms/' }],
    });
    const index = renderSitemapIndex({ site: aSite, shards: [{ path: '/sitemap-1.xml' }] });
    expect(XMLValidator.validate(shard)).toBe(true);
    expect(XMLValidator.validate(index)).toBe(true);
    const { urlset } = parser.parse(shard) as { urlset: { url: { loc: string; lastmod?: string }[] } };
    expect(urlset.url.map(({ loc }) => loc)).toEqual([
      'https://du-lieu.example.vn/datasets/a/',
      'https://du-lieu.example.vn/en/datasets/a/',
      'https://du-lieu.example.vn/terms/',
      'https://du-lieu.example.vn/en/terms/',
    ]);
    expect(urlset.url[0]?.lastmod).toBe('2025-06-16');
  });

  it('writes the empty feed and the empty shard of a portal without datasets', () => {
    const feed = renderFeed({ site: aSite, updatedAt: '2025-06-16T02:00:00.000Z', entries: [] });
    expect(XMLValidator.validate(feed)).toBe(true);
    expect(XMLValidator.validate(renderSitemapShard({ site: aSite, entries: [] }))).toBe(true);
  });
});

it('repeats the contract’s API address exactly', () => {
  expect(paths.api).toBe(API_BASE);
});

it('repeats the contract’s addresses of the whole catalogue exactly', () => {
  expect([paths.catalogueLines, paths.catalogueTable]).toEqual(
    [CATALOGUE_FILES.jsonl, CATALOGUE_FILES.csv].map((key) => `/${key}`),
  );
});
