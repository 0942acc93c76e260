import type { DatasetMetadata, ReleaseFile } from '../../../kernel/dataset.ts';
import type { Dimension, Grade, Indicator, IndicatorId, MendedBy, Quality } from '../../../kernel/quality.ts';
import { formatFacts } from './formats.ts';

/** What is measured: what the dataset says of itself, what is public of it, and what the portal can do. */
export type Measured = {
  readonly metadata: DatasetMetadata;
  readonly isTopicKnown: boolean;
  /** The licence's own address (`url`) and whether the portal states its terms. Absent: not in the rulebook. */
  readonly licence: { readonly url?: string | undefined; readonly hasTerms: boolean } | undefined;
  readonly hasContact: boolean;
  readonly firstPublishedOn: string | undefined;
  /** The newest release; nothing before the first. */
  readonly release: { readonly publishedOn: string; readonly files: readonly ReleaseFile[] } | undefined;
  readonly portal: {
    /** Publishes each dataset as DCAT-AP, with its terms as addresses of vocabularies. */
    readonly servesDcatAp: boolean;
  };
};

type Rule = {
  readonly dimension: Dimension;
  readonly points: number;
  readonly isMet: (it: Measured, best: ReleaseFile | undefined) => boolean;
  readonly mendedBy: MendedBy;
};

const isPublic = ({ release }: Measured): boolean => release !== undefined;
const factsOf = (file: ReleaseFile | undefined) => file && formatFacts(file.mediaType);

/** Licences of the EU's vocabulary are named by the address of their deed. */
const licencesInVocabulary =
  /^https:\/\/creativecommons\.org\/(licenses\/by(-sa)?\/4\.0|publicdomain\/zero\/1\.0)\//;

const rule = (dimension: Dimension, points: number, mendedBy: MendedBy, isMet: Rule['isMet']): Rule => ({
  dimension,
  points,
  mendedBy,
  isMet,
});

/**
 * Points as data.europa.eu gives them (405). What asks whether an address answers is met by publication itself: the
 * portal puts page and files at their addresses before it says that they are public.
 */
const rules: Readonly<Record<IndicatorId, Rule>> = {
  keyword: rule('findability', 30, 'agency', ({ metadata }) => metadata.keywords.length > 0),
  theme: rule('findability', 30, 'agency', ({ isTopicKnown }) => isTopicKnown),
  spatial: rule('findability', 20, 'agency', ({ metadata }) => metadata.spatialCoverage.trim() !== ''),
  temporal: rule('findability', 20, 'agency', ({ metadata }) => metadata.temporalCoverage !== undefined),
  'access-url-answers': rule('accessibility', 50, 'publication', isPublic),
  'download-url': rule('accessibility', 20, 'publication', (_, best) => best !== undefined),
  'download-url-answers': rule('accessibility', 30, 'publication', (_, best) => best !== undefined),
  format: rule('interoperability', 20, 'publication', (_, best) => factsOf(best) !== undefined),
  'media-type': rule('interoperability', 10, 'publication', (_, best) => (best?.mediaType ?? '') !== ''),
  'format-vocabulary': rule(
    'interoperability',
    10,
    'publication',
    (_, best) => factsOf(best)?.inVocabularies === true,
  ),
  'non-proprietary': rule(
    'interoperability',
    20,
    'publication',
    (_, best) => factsOf(best)?.isNonProprietary === true,
  ),
  'machine-readable': rule(
    'interoperability',
    20,
    'publication',
    (_, best) => factsOf(best)?.isMachineReadable === true,
  ),
  'dcat-ap': rule('interoperability', 30, 'portal', (it) => isPublic(it) && it.portal.servesDcatAp),
  licence: rule('reusability', 20, 'agency', ({ licence }) => licence !== undefined),
  'licence-vocabulary': rule('reusability', 10, 'choice', ({ licence }) =>
    licencesInVocabulary.test(licence?.url ?? ''),
  ),
  'access-rights': rule('reusability', 10, 'publication', isPublic),
  'access-rights-vocabulary': rule(
    'reusability',
    5,
    'portal',
    (it) => isPublic(it) && it.portal.servesDcatAp,
  ),
  'contact-point': rule('reusability', 20, 'agency', ({ hasContact }) => hasContact),
  publisher: rule('reusability', 10, 'publication', () => true),
  rights: rule(
    'contextuality',
    5,
    'agency',
    ({ licence }) => licence !== undefined && (licence.hasTerms || licence.url !== undefined),
  ),
  'byte-size': rule('contextuality', 5, 'publication', (_, best) => best !== undefined),
  issued: rule('contextuality', 5, 'publication', (it) => it.firstPublishedOn !== undefined),
  modified: rule('contextuality', 5, 'publication', isPublic),
};

const byFormat: readonly IndicatorId[] = [
  'format',
  'media-type',
  'format-vocabulary',
  'non-proprietary',
  'machine-readable',
];

const pointsOfFormat = (file: ReleaseFile, it: Measured): number =>
  byFormat.reduce((sum, id) => sum + (rules[id].isMet(it, file) ? rules[id].points : 0), 0);

/** Of several files the best counts, as the MQA has it. */
const bestFile = (it: Measured): ReleaseFile | undefined =>
  it.release?.files.reduce<ReleaseFile | undefined>(
    (best, file) => (best && pointsOfFormat(best, it) >= pointsOfFormat(file, it) ? best : file),
    undefined,
  );

const gradeOf = (score: number): Grade =>
  score > 350 ? 'excellent' : score > 220 ? 'good' : score > 120 ? 'sufficient' : 'bad';

const ids = Object.keys(rules) as IndicatorId[];
export const MOST_POINTS = ids.reduce((sum, id) => sum + rules[id].points, 0);

/** What the agency can mend now comes first, then what publication brings, what may stay, what waits for the portal. */
const turns: readonly MendedBy[] = ['agency', 'publication', 'choice', 'portal'];

/** The score of a dataset by the 23 indicators of the MQA, and what to mend next. */
export const assessQuality = (it: Measured): Quality => {
  const best = bestFile(it);
  const indicators = ids.map((id): Indicator => {
    const { dimension, points, mendedBy, isMet } = rules[id];
    const met = isMet(it, best);
    // Before the first release its file decides; afterwards a format that falls short is the agency's to replace.
    const turn = mendedBy === 'publication' && isPublic(it) ? 'agency' : mendedBy;
    return { id, dimension, points, met, ...(met ? {} : { mendedBy: turn }) };
  });
  const score = indicators.reduce((sum, { met, points }) => sum + (met ? points : 0), 0);
  const next = indicators
    .filter(({ met }) => !met)
    .toSorted(
      (a, b) =>
        turns.indexOf(a.mendedBy ?? 'portal') - turns.indexOf(b.mendedBy ?? 'portal') || b.points - a.points,
    )
    .map(({ id }) => id);
  return { score, most: MOST_POINTS, grade: gradeOf(score), indicators, next };
};
