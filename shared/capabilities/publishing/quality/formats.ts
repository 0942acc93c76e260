/** What the MQA asks of a file's format. Vocabularies: the EU's file types, IANA's media types. */
export type FormatFacts = {
  readonly inVocabularies: boolean;
  readonly isNonProprietary: boolean;
  readonly isMachineReadable: boolean;
};

const openTable: FormatFacts = { inVocabularies: true, isNonProprietary: true, isMachineReadable: true };
const office: FormatFacts = { inVocabularies: true, isNonProprietary: false, isMachineReadable: true };

/** Formats a release may hold, by media type without parameters. */
const formats: Readonly<Record<string, FormatFacts>> = {
  'text/csv': openTable,
  'application/json': openTable,
  'application/geo+json': openTable,
  // Its media type is registered, but the EU's list of file types does not name it.
  'application/vnd.apache.parquet': { ...openTable, inVocabularies: false },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': office,
  'application/vnd.ms-excel': office,
};

/** Nothing for a format that is not known. */
export const formatFacts = (mediaType: string): FormatFacts | undefined =>
  formats[(mediaType.split(';')[0] ?? '').trim().toLowerCase()];
