import { assetsOf } from '../../web/assets.ts';
import type { Assets, Site } from '../../web/pages/index.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { CatalogueViews } from '../../shared/capabilities/publishing/views/ports.ts';
import type { People, Registry } from '../../shared/capabilities/registry/ports.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { AgencyCode, type CaseId } from '../../shared/kernel/ids.ts';
import { putPage } from './public-files.ts';
import siteSettings from './site.json' with { type: 'json' };

export type Boundary = {
  readonly slug: string;
  readonly caseOfClaim: (claim: string) => Promise<CaseId | undefined>;
};

export type RenderServices = {
  readonly store: CaseStore;
  readonly views: CatalogueViews;
  readonly registry: Registry;
  readonly people: People;
  readonly files: Objects;
  readonly site: Objects;
  readonly publicUrl: string;
  /** How long the papers of a closed request are kept, as the form says. */
  readonly papersKeptDays: number;
  /** The dataset whose shapes tables with commune codes are drawn on, where the settings name one. */
  readonly boundary?: Boundary | undefined;
};

export type Lang = 'vi' | 'en';
export type Frame = { readonly lang: Lang; readonly site: Site; readonly assets: Assets };

/** What all pages of one rendering share, and where they are put. */
export type Press = RenderServices & {
  readonly frame: Omit<Frame, 'lang'>;
  /** Puts a page under its path, in both languages. */
  readonly print: (
    path: string,
    render: (frame: Frame) => string,
    metadata?: Record<string, string>,
  ) => Promise<void>;
};

const languages: readonly Lang[] = ['vi', 'en'];
const under = (lang: Lang, path: string) => (lang === 'en' ? `/en${path}` : path);

/** What the frame of every page is made from. */
export type FrameServices = Pick<RenderServices, 'site' | 'registry' | 'people' | 'publicUrl'>;

/** The portal's name and who governs it, with the contact the registry has for that body. */
const siteOf = async ({ registry, people, publicUrl }: FrameServices): Promise<Site> => {
  const { name, governingBody, governingAgency } = siteSettings;
  const agency = await registry.agency(AgencyCode.parse(governingAgency));
  const officer = agency?.focalOfficer && (await people.person(agency.focalOfficer));
  return {
    url: publicUrl,
    name,
    governingBody: {
      ...governingBody,
      address: agency?.address,
      email: officer?.email,
      phone: officer?.phone,
    },
  };
};

export const frameFor = async (services: FrameServices): Promise<Omit<Frame, 'lang'>> => {
  const manifest = await services.site.text('assets/manifest.json');
  if (!manifest) throw new Error('The site has no assets yet: deploy them first');
  return { site: await siteOf(services), assets: assetsOf(JSON.parse(manifest.text)) };
};

export const pressFor = async (services: RenderServices): Promise<Press> => {
  const frame = await frameFor(services);
  return {
    ...services,
    frame,
    print: async (path, render, metadata) => {
      for (const lang of languages)
        await putPage(services.site, under(lang, path), render({ lang, ...frame }), metadata);
    },
  };
};
