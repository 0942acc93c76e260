import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openApiDocument } from '../../shared/contract/openapi.ts';
import { IMMUTABLE, MUTABLE } from '../../shared/contract/public-paths.ts';
import template from '../../shared/contract/import-columns.json' with { type: 'json' };
import { displayDay } from '../../shared/kernel/local-date.ts';
import { citeInVietnamese, instrumentOf } from '../../shared/regulation/cite.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { importTemplate } from './import-template.ts';

export type SiteDeployment = {
  readonly publicBucket: string;
  readonly publicationQueueUrl: string;
  /** Who signs officers in, and as which client. */
  readonly issuer: string;
  readonly clientId: string;
  /** The folder the web build wrote, and its Vite manifest. */
  readonly webFolder: string;
  readonly manifest: unknown;
};

type Clients = { readonly s3: S3Client; readonly sqs: SQSClient };

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const filesUnder = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** When personal data may be public: the rulebook's sentences, each with its place in the law and since when that holds. */
const openPersonalData = () =>
  (rulebook.terms.get('open-personal-data')?.sentences ?? []).map(({ id, vi, cites }) => ({
    id,
    vi,
    cites: cites.map((cite) => {
      const { inForceFrom } = instrumentOf(cite, rulebook.instruments);
      const place = citeInVietnamese(cite, rulebook.instruments);
      return inForceFrom ? `${place}, có hiệu lực từ ${displayDay(inForceFrom)}` : place;
    }),
  }));

/** The vocabularies of the desk's forms, from the rulebook. */
const vocabularies = () => ({
  topics: [...rulebook.topics.values()].map(({ id, label }) => ({ id, ...label })),
  licences: [...rulebook.licences.values()].map(({ id, label, default: isDefault }) => ({
    id,
    ...label,
    default: isDefault,
  })),
  updateFrequencies: [...rulebook.updateFrequencies.values()].map(({ id, label }) => ({ id, ...label })),
  requestKinds: [...rulebook.requestKinds.values()].map(({ id, title }) => ({ id, ...title })),
  openPersonalData: openPersonalData(),
});

/** The documents a deployment writes besides the web build. */
const documentsOf = (site: SiteDeployment): Record<string, string> => ({
  'assets/manifest.json': JSON.stringify(site.manifest),
  'desk/config.json': JSON.stringify({ issuer: site.issuer, clientId: site.clientId }),
  'desk/vocabularies.json': JSON.stringify(vocabularies()),
  'openapi.json': JSON.stringify(openApiDocument()),
});

/** Names what a deployment puts in place: the same name, nothing to do. */
export const deploymentIdOf = (site: SiteDeployment): string =>
  createHash('sha256')
    .update(JSON.stringify([site.publicBucket, documentsOf(site), template]))
    .digest('hex');

/**
 * Puts what does not depend on data into the public bucket (assets under names that carry their content, the desk,
 * its settings, the OpenAPI document), then asks for every shared page to be rendered anew.
 */
export const deploySite = async (
  site: SiteDeployment,
  { s3, sqs }: Clients = { s3: new S3Client({}), sqs: new SQSClient({}) },
): Promise<void> => {
  const put = (key: string, body: string | Uint8Array, cacheControl = MUTABLE) =>
    s3.send(
      new PutObjectCommand({
        Bucket: site.publicBucket,
        Key: key,
        Body: body,
        ContentType: types[extname(key)] ?? 'application/octet-stream',
        CacheControl: cacheControl,
      }),
    );
  const documents = documentsOf(site);
  for (const file of await filesUnder(site.webFolder))
    if (!(file in documents) && !file.startsWith('.'))
      await put(
        file,
        await readFile(join(site.webFolder, file)),
        file.startsWith('assets/') ? IMMUTABLE : MUTABLE,
      );
  for (const [key, body] of Object.entries(documents)) await put(key, body);
  await put(`desk/${template.templateName}`, await importTemplate(vocabularies()));
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: site.publicationQueueUrl,
      MessageBody: JSON.stringify({ page: { kind: 'static' } }),
      MessageGroupId: 'page:static',
      MessageDeduplicationId: randomUUID(),
    }),
  );
};
