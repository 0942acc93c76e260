import { describe, expect, it } from 'vitest';
import type { PublishingEvent } from '../../../events/publishing.ts';
import { envelop } from '../../../shared/capabilities/change-case.ts';
import { publishing } from '../../../shared/capabilities/publishing/capability.ts';
import { summaryOf } from '../../../functions/publishing/finding-sentences.ts';
import { evolve } from '../../../shared/capabilities/publishing/evolve.ts';
import {
  RECENT_RELEASES,
  releaseCount,
  standingCount,
  type Dataset,
} from '../../../shared/capabilities/publishing/model.ts';
import { DatasetMetadata, GateDeclaration } from '../../../shared/kernel/dataset.ts';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { sha256 } from '../../../shared/kernel/hash-chain.ts';
import { FindingDecision, MAX_FINDINGS } from '../../../shared/kernel/screening.ts';
import { caseIdOf, UploadId, uuidFrom } from '../../../shared/kernel/ids.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { defaultLimits } from '../../../shared/tabular/index.ts';
import { someMetadata, theCreation, theFocalOfficer } from '../../fixtures/datasets.ts';
import { aContext } from '../../fixtures/given-when-then.ts';

/** DynamoDB's largest item; keys, hashes and index attributes take some of it. */
const ITEM = 400 * 1024 - 4 * 1024;
const RELEASES = 500;

/** A letter of three bytes in UTF-8 whose NFC form has two: the heaviest text a length in characters allows. */
const heavy = (length: number) => '\u0958'.repeat(length);

const metadata = DatasetMetadata.parse({
  ...someMetadata(),
  title: heavy(200),
  description: heavy(5000),
  spatialCoverage: heavy(200),
  keywords: Array.from({ length: 20 }, () => heavy(60)),
});
const declaration = GateDeclaration.parse({
  noStateSecret: true,
  personalData: { kind: 'de-identified', method: heavy(2000) },
  reidentificationConsidered: true,
  legalBasis: heavy(1000),
});

/** As many columns as a table may have, with names that fill what a header may weigh. */
const columns = (() => {
  const each = Math.floor(defaultLimits.maxHeaderBytes / defaultLimits.maxColumns) - 3;
  return Array.from({ length: defaultLimits.maxColumns }, (_, i) => ({
    name: `${i}`.padEnd(each, 'x'),
    type: 'boolean' as const,
    missing: 20_000_000,
  }));
})();

const files = (['original', 'clean-csv', 'parquet', 'json', 'geojson'] as const).map((role) => ({
  name: `${role}${'x'.repeat(110)}`,
  role,
  mediaType: 'application/vnd.apache.parquet',
  bytes: 5 * 1024 ** 3,
  sha256: sha256(role),
  rows: 20_000_000,
}));

const newestWhole = {
  number: 1,
  publishedOn: localDate('2025-06-17'),
  uploadId: UploadId.parse(uuidFrom(sha256('newest'))),
  files,
  rows: 20_000_000,
  columns,
  personalData: { by: 'consent' as const, basis: heavy(1000) },
  notes: heavy(2000),
};

/** As many findings as a check may make, each decided with the longest reason. */
const findings = Array.from({ length: MAX_FINDINGS }, (_, i) =>
  summaryOf({
    id: `name-with-birth-date.cell.${400 + i}`,
    kind: 'name-with-birth-date',
    place: 'cell',
    column: 400 + i,
    columnName: heavy(300),
    count: 20_000_000,
    cells: [],
    facts: {},
  }),
);
const decisions = findings.map(({ id }) =>
  FindingDecision.parse({ id, decision: 'not-what-it-looks-like', reason: heavy(500) }),
);

const round = (number: number): PublishingEvent[] => {
  const uploadId = UploadId.parse(uuidFrom(sha256(`upload ${number}`)));
  const publishedOn = addDays(localDate('2025-06-16'), number);
  const { datasetId, slug, agency } = theCreation;
  const check = { sha256: sha256(''), rows: 20_000_000, columns, files, findings };
  const notes = heavy(2000);
  const returned = { uploadId, number, reasons: heavy(5000) };
  return [
    { type: 'UploadReceived', data: { uploadId, fileName: heavy(255), bytes: 1, by: theFocalOfficer } },
    { type: 'CheckPassed', data: { uploadId, ...check } },
    { type: 'ReleaseSubmitted', data: { uploadId, number, declaration, notes, findings: decisions } },
    { type: 'ReleaseReturned', data: returned },
    { type: 'ReleaseSubmitted', data: { uploadId, number, declaration, notes, findings: decisions } },
    { type: 'ReleaseApproved', data: { uploadId, number } },
    {
      type: 'ReleasePublished',
      data: {
        number,
        publishedOn,
        uploadId,
        files,
        rows: check.rows,
        notes,
        datasetId,
        slug,
        agency,
        title: metadata.title,
      },
    },
  ];
};

const takenBack = (number: number, newest?: typeof newestWhole): PublishingEvent => ({
  type: 'ReleaseWithdrawn',
  data: {
    datasetId: theCreation.datasetId,
    number,
    reason: heavy(2000),
    withdrawnOn: localDate('2027-01-01'),
    publishedOn: localDate('2025-06-17'),
    uploadId: UploadId.parse(uuidFrom(sha256(`upload ${number}`))),
    files: files.map(({ name }) => name),
    ...(newest ? { newest } : {}),
  },
});

const bytesOf = (value: unknown) => Buffer.byteLength(canonicalJson(value));

describe('the largest dataset the limits allow', () => {
  it('never outgrows the item its state is kept in, over 500 releases', () => {
    let state: Dataset = evolve(
      undefined,
      { type: 'DatasetCreated', data: { ...theCreation, metadata } },
      aContext(),
    );
    let largest = 0;
    let early = 0;
    for (let number = 1; number <= RELEASES; number += 1) {
      for (const fact of round(number)) {
        state = evolve(state, fact, aContext());
        // Measured where it is heaviest, while the state is still growing and at its very end.
        if (number <= RECENT_RELEASES + 1 || number === RELEASES) largest = Math.max(largest, bytesOf(state));
      }
      if (number === RECENT_RELEASES + 1) early = bytesOf(state);
    }
    const grown = bytesOf(state);
    // Half of them are taken back, with the longest reasons: of most of them only the number is kept.
    for (let number = 1; number <= RELEASES / 2; number += 1)
      state = evolve(state, takenBack(number), aContext());
    largest = Math.max(largest, bytesOf(state));

    expect(largest).toBeLessThan(ITEM);
    // The test means something only if it comes near, and growth ends only if the last is as large as the early one.
    expect(largest).toBeGreaterThan(ITEM / 2);
    expect(Math.abs(grown - early)).toBeLessThan(200);
    expect(standingCount(state)).toBe(RELEASES / 2);
    expect(releaseCount(state)).toBe(RELEASES);
    expect(state.releases).toHaveLength(RECENT_RELEASES);
    expect(state.firstPublishedOn).toBe('2025-06-17');
    expect(state.releases.filter((release) => release.columns)).toHaveLength(1);
  });

  it('has events that each fit their item as well', () => {
    const caseId = caseIdOf('dataset', theCreation.datasetId);
    const facts = [
      ...round(1),
      takenBack(2, newestWhole),
      { type: 'DatasetCreated' as const, data: { ...theCreation, metadata } },
    ];
    for (const event of envelop(facts, publishing.definitions, { caseId, afterVersion: 0 }, aContext(), () =>
      uuidFrom(sha256('event')),
    ))
      expect(bytesOf(event), event.type).toBeLessThan(ITEM);
  });
});
