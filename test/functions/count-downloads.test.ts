import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { capabilitiesByKind } from '../../functions/ledger/capabilities.ts';
import { BrokenAccessLog, readAccessLog } from '../../functions/publishing/access-log-lines.ts';
import { countDownloads } from '../../functions/publishing/count-downloads.ts';
import { DOWNLOAD_FIELDS, downloadIn } from '../../functions/publishing/download-in-log.ts';
import { auditLedger } from '../../shared/adapters/ledger-audit.ts';
import type { AccessLogs } from '../../shared/adapters/s3/access-logs.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryEvidence } from '../../shared/adapters/memory/evidence.ts';
import { memoryLedgerReading } from '../../shared/adapters/memory/ledger-reading.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { downloadsCaseId, type Downloads } from '../../shared/capabilities/publishing/downloads/model.ts';
import { caseIdOf, DatasetId, Slug, uuidFrom } from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { Instant } from '../../shared/kernel/local-date.ts';
import { datasetWithdrawn, theCreation, untilPublished } from '../fixtures/datasets.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { aLine, aLog, aLogBucket, HEAD } from './a-log-bucket.ts';

const idOf = (slug: string) => DatasetId.parse(uuidFrom(sha256(slug)));
const fileOf = (slug: string) => ({ 'cs-uri-stem': `/datasets/${slug}/releases/1/${slug}.csv` });
/** 09:00 in the province. */
const nine = (day: string) => Instant.parse(`${day}T02:00:00.000Z`);

let files: Map<string, Buffer>;
let tables: ReturnType<typeof memoryTables>;
let store: CaseStore;
let broken: number[];
let made = 0;
const newId = () => uuidFrom(sha256(`event ${(made += 1)}`));

const publish = async (slug: string, facts = untilPublished) => {
  const place = { datasetId: idOf(slug), slug: Slug.parse(slug) };
  await changeCase(store, newId, publishing, {
    caseId: caseIdOf('dataset', idOf(slug)),
    context: aContext(),
    claims: [`slug#${slug}`],
    decide: () =>
      facts.map((fact) =>
        fact.type === 'DatasetCreated' ? { ...fact, data: { ...theCreation, ...place } } : fact,
      ),
  });
};
const run = (day: string, logs: AccessLogs = aLogBucket(files)) =>
  countDownloads({ logs, store, newId, measure: (count) => void broken.push(count) })(nine(day));
const countsOf = async (slug: string) => {
  const state = (await store.load<Downloads>(downloadsCaseId(idOf(slug))))?.state;
  return state && Object.fromEntries(state.days.map(({ day, count }) => [day, count]));
};

beforeEach(async () => {
  files = new Map();
  tables = memoryTables();
  store = memoryCaseStore(tables);
  broken = [];
  await publish('nha-thuoc');
  await publish('duong-bo', [...untilPublished, datasetWithdrawn]);
});

describe('the morning after', () => {
  it('counts a day of the province, which lies in two folders of the logs', async () => {
    files.set('cdn/2025/06/15/E1.2025-06-15-16.a.gz', aLog(aLine({ date: '2025-06-15', time: '16:59:59' })));
    files.set('cdn/2025/06/15/E1.2025-06-15-17.b.gz', aLog(aLine({ date: '2025-06-15', time: '17:00:00' })));
    files.set(
      'cdn/2025/06/16/E1.2025-06-16-16.c.gz',
      aLog(aLine({ time: '16:59:59' }), aLine({ time: '17:00:00' })),
    );
    await run('2025-06-17');
    // The 15th is the second of the two days; the 17th has only begun.
    expect(await countsOf('nha-thuoc')).toEqual({ '2025-06-15': 1, '2025-06-16': 2 });
  });

  it('says nothing new when it runs again, and corrects a day by what came late', async () => {
    files.set('cdn/2025/06/16/a.gz', aLog(aLine(), aLine()));
    expect(await run('2025-06-17')).toMatchObject({ files: 1, changed: 1, same: 0 });
    expect(await run('2025-06-17')).toMatchObject({ changed: 0, same: 1 });
    files.set('cdn/2025/06/16/late.gz', aLog(aLine({ time: '16:00:00' })));
    expect(await run('2025-06-18')).toMatchObject({ changed: 1 });
    expect(await countsOf('nha-thuoc')).toEqual({ '2025-06-16': 3 });
    const events = await store.eventsOf(downloadsCaseId(idOf('nha-thuoc')));
    expect(events.map(({ data }) => data['count'])).toEqual([2, 3]);
    // A log that comes after the final count is too late.
    files.set('cdn/2025/06/16/later.gz', aLog(aLine()));
    await run('2025-06-19');
    expect(await countsOf('nha-thuoc')).toEqual({ '2025-06-16': 3 });
  });

  it('counts many datasets, a withdrawn one too, and no slug that nobody holds', async () => {
    files.set('cdn/2025/06/16/a.gz', aLog(aLine(), aLine(fileOf('duong-bo')), aLine(fileOf('khong-co'))));
    expect(await run('2025-06-17')).toMatchObject({ changed: 2, unknown: 1 });
    expect(await countsOf('duong-bo')).toEqual({ '2025-06-16': 1 });
    expect(await countsOf('khong-co')).toBeUndefined();
  });

  it('leaves a ledger that an audit finds whole, and the dataset at its version', async () => {
    const dataset = caseIdOf('dataset', idOf('nha-thuoc'));
    const before = (await store.load(dataset))?.version;
    files.set('cdn/2025/06/16/a.gz', aLog(aLine()));
    await run('2025-06-17');
    expect((await store.load(dataset))?.version).toBe(before);
    const { findings } = await auditLedger(memoryLedgerReading(tables), memoryEvidence(), capabilitiesByKind);
    expect(findings).toEqual([]);
    expect(await countsOf('nha-thuoc')).toEqual({ '2025-06-16': 1 });
  });

  it('without any log records nothing and is healthy', async () => {
    expect(await run('2025-06-17')).toMatchObject({ files: 0, broken: 0, changed: 0 });
    expect(broken).toEqual([0]);
  });
});

describe('a file that is broken', () => {
  const whole = aLog(...Array.from({ length: 500 }, (_, i) => aLine({ 'sc-bytes': String(i) })));
  const damaged = Buffer.from(whole);
  damaged.writeUInt8(damaged.readUInt8(damaged.length - 6) ^ 0xff, damaged.length - 6);

  it.each([
    ['cut off', whole.subarray(0, whole.length - 9)],
    ['cut off at once', whole.subarray(0, 5)],
    ['empty', Buffer.alloc(0)],
    ['with another checksum', damaged],
    ['not compressed', Buffer.from(HEAD + aLine())],
    ['without its fields', gzipSync(`${aLine()}\n`)],
    ['without a field we need', gzipSync(`#Fields: date time cs-method\n2025-06-16\t03:00:00\tGET\n`)],
  ])('%s counts for nothing, is measured, and harms no other', async (_, file) => {
    files.set('cdn/2025/06/16/a.gz', file);
    files.set('cdn/2025/06/16/b.gz', aLog(aLine()));
    expect(await run('2025-06-17')).toMatchObject({ files: 2, broken: 1 });
    expect(broken).toEqual([1]);
    expect(await countsOf('nha-thuoc')).toEqual({ '2025-06-16': 1 });
  });

  it('is not one whose connection broke: that fails the run, and nothing is recorded', async () => {
    files.set('cdn/2025/06/16/a.gz', whole);
    const logs: AccessLogs = {
      ...aLogBucket(files),
      open: async () =>
        Readable.from(
          (async function* () {
            yield whole.subarray(0, 100);
            throw new Error('connection reset');
          })(),
        ),
    };
    await expect(run('2025-06-17', logs)).rejects.toThrow('connection reset');
    expect(await countsOf('nha-thuoc')).toBeUndefined();
    expect(broken).toEqual([]);
  });
});

describe('what is a download', () => {
  const values = (line: string): string[] => {
    const names = HEAD.split('#Fields: ')[1]?.trim().split(' ') ?? [];
    return DOWNLOAD_FIELDS.map((field) => line.split('\t')[names.indexOf(field)] ?? '');
  };
  const isCounted = (changes: Parameters<typeof aLine>[0]) =>
    downloadIn(values(aLine(changes))) !== undefined;

  it.each([
    [{}],
    [{ 'sc-status': '206', 'sc-range-start': '0', 'sc-range-end': '9' }],
    [{ 'x-edge-result-type': 'Miss' }],
    [{ 'cs-uri-stem': '/datasets/a/releases/12/original.csv' }],
  ])('%o is one', (changes) => expect(isCounted(changes)).toBe(true));

  it.each([
    [{ 'cs-method': 'HEAD' }],
    [{ 'cs-method': 'POST' }],
    [{ 'sc-status': '304' }],
    [{ 'sc-status': '302', 'cs-uri-stem': '/datasets/nha-thuoc/latest/nha-thuoc.csv' }],
    [{ 'sc-status': '404' }],
    [{ 'sc-status': '410' }],
    [{ 'sc-status': '000' }],
    [{ 'sc-status': '206', 'sc-range-start': '10', 'sc-range-end': '19' }],
    [{ 'sc-status': '206', 'sc-range-start': '-' }],
    [{ 'cs-uri-stem': '/datasets/nha-thuoc/' }],
    [{ 'cs-uri-stem': '/en/datasets/nha-thuoc/releases/1/a.csv' }],
    [{ 'cs-uri-stem': '/datasets/nha-thuoc/releases/0/a.csv' }],
    [{ 'cs-uri-stem': '/datasets/nha-thuoc/releases/1/..' }],
    [{ 'cs-uri-stem': '/datasets/nha-thuoc/releases/1/../../../a.csv' }],
    [{ 'cs-uri-stem': '/datasets/%2e%2e/releases/1/a.csv' }],
    [{ 'cs-uri-stem': '/datasets/nha-thuoc/releases/1/%2e%2e%2fa.csv' }],
    [{ 'cs-uri-stem': '/datasets/nha--thuoc/releases/1/a.csv' }],
    [{ 'cs-uri-stem': `/datasets/${'a'.repeat(81)}/releases/1/a.csv` }],
    [{ date: '2025-02-30x' }],
    [{ date: '2025-13-01' }],
    [{ time: '25:00:00' }],
    [{ date: '-', time: '-' }],
  ])('%o is none', (changes) => expect(isCounted(changes)).toBe(false));
});

describe('reading a log', () => {
  const read = async (file: Buffer) => {
    const lines: (readonly string[] | undefined)[] = [];
    for await (const line of readAccessLog(Readable.from([file]), ['cs-method', 'date'])) lines.push(line);
    return lines;
  };

  it('takes the columns from the line that names them, in whatever order', async () => {
    expect(await read(gzipSync('#Version: 1.0\n#Fields: cs-method x date\nGET\t1\t2025-06-16\n'))).toEqual([
      ['GET', '2025-06-16'],
    ]);
  });

  it('passes over a line that is too long or of another width, and goes on', async () => {
    const lines = [
      aLine(),
      'x'.repeat(9_000_000),
      'a\tb',
      `${aLine()}\tmore`,
      aLine({ 'cs-method': 'HEAD' }),
    ];
    expect(await read(aLog(...lines))).toEqual([
      ['GET', '2025-06-16'],
      undefined,
      undefined,
      undefined,
      ['HEAD', '2025-06-16'],
    ]);
  });

  it('reads a last line without its end, and files laid one behind the other', async () => {
    const two = Buffer.concat([gzipSync('#Fields: cs-method date\nGET\t1\n'), gzipSync('HEAD\t2')]);
    expect(await read(two)).toEqual([
      ['GET', '1'],
      ['HEAD', '2'],
    ]);
  });

  it('holds no more than a line of a file that unfolds to 200 MB', async () => {
    const bomb = gzipSync(
      Buffer.concat([Buffer.from('#Fields: cs-method date\n'), Buffer.alloc(200_000_000, 0x20)]),
    );
    const before = process.memoryUsage().rss;
    expect(await read(bomb)).toEqual([undefined]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('says of a file that is none that it is broken', async () => {
    await expect(read(Buffer.from('no gzip'))).rejects.toThrow(BrokenAccessLog);
  });
});
