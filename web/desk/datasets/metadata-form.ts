import { DatasetMetadata, endsBeforeItBegins } from '../../../shared/kernel/dataset.ts';
import { wrongOf, type Wrong } from '../parts/form-errors.ts';

/** The metadata as it stands in inputs: all text. */
export type MetadataForm = Record<
  | 'title'
  | 'description'
  | 'topic'
  | 'licence'
  | 'updateFrequency'
  | 'spatialCoverage'
  | 'from'
  | 'until'
  | 'keywords',
  string
>;

export const emptyForm = (licence: string): MetadataForm => ({
  title: '',
  description: '',
  topic: '',
  licence,
  updateFrequency: '',
  spatialCoverage: '',
  from: '',
  until: '',
  keywords: '',
});

export const formOf = (metadata: DatasetMetadata): MetadataForm => ({
  title: metadata.title,
  description: metadata.description,
  topic: metadata.topic,
  licence: metadata.licence,
  updateFrequency: metadata.updateFrequency,
  spatialCoverage: metadata.spatialCoverage,
  from: metadata.temporalCoverage?.from ?? '',
  until: metadata.temporalCoverage?.until ?? '',
  keywords: metadata.keywords.join(', '),
});

const coverageOf = ({ from, until }: MetadataForm): object =>
  from === '' && until === '' ? {} : { temporalCoverage: { from, ...(until === '' ? {} : { until }) } };

/** Reads the form by the contract's own schema, and checks what it can not say: an end before its beginning. */
export const metadataOf = (form: MetadataForm): { metadata?: DatasetMetadata; wrong: Wrong } => {
  const { from: _from, until: _until, keywords, ...plain } = form;
  const read = DatasetMetadata.safeParse({
    ...Object.fromEntries(Object.entries(plain).map(([name, text]) => [name, text.normalize('NFC')])),
    ...coverageOf(form),
    keywords: keywords
      .normalize('NFC')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  });
  if (!read.success) return { wrong: wrongOf(read.error) };
  if (endsBeforeItBegins(read.data))
    return { wrong: { 'temporalCoverage.until': 'Ngày kết thúc trước ngày bắt đầu.' } };
  return { metadata: read.data, wrong: {} };
};
