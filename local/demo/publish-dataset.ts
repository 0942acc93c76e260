import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client } from '../../shared/contract/client.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import type { Upload } from '../../shared/contract/uploads.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { AgencyCode, Slug } from '../../shared/kernel/ids.ts';
import type { Persona } from '../issuer/personas.ts';

export type DemonstrationDataset = {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly topic: string;
  readonly updateFrequency: string;
  readonly keywords: readonly string[];
};

/** The API said no where the demonstration needs a yes. */
export class SeedRefused extends Error {}

const wanted = <O extends Operation>(what: string, answer: Answer<O>) => {
  if (answer.ok) return answer.body;
  const { status, title, errors } = answer.problem;
  throw new SeedRefused(`${what}: ${status} ${title}${errors ? ` ${JSON.stringify(errors)}` : ''}`);
};

const sha256 = (bytes: Uint8Array, encoding: 'hex' | 'base64'): string =>
  createHash('sha256').update(bytes).digest(encoding);

const LOOK_AGAIN_MS = 300;
const SINCE = '2025-01-01';

/** Sends the parts that are not there yet, each to its signed address, and completes the upload. */
const send = async (client: Client, upload: Upload, bytes: Buffer): Promise<void> => {
  const parts = Array.from({ length: upload.partCount }, (_, i) => {
    const body = bytes.subarray(i * upload.partSize, (i + 1) * upload.partSize);
    return { number: i + 1, body, sha256: sha256(body, 'base64') };
  });
  const missing = parts.filter((part) => !upload.partsReceived.includes(part.number));
  if (missing.length > 0) {
    const asked = missing.map((part) => ({
      number: part.number,
      bytes: part.body.length,
      sha256: part.sha256,
    }));
    const signed = wanted(
      'signParts',
      await client(op.signParts, { params: { id: upload.id }, body: { parts: asked } }),
    );
    for (const { number, url, headers } of signed.parts) {
      const part = parts[number - 1];
      const sent = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(part?.body ?? []) });
      if (!sent.ok) throw new SeedRefused(`part ${number}: ${sent.status} ${await sent.text()}`);
    }
  }
  const told = parts.map((part) => ({ number: part.number, sha256: part.sha256 }));
  wanted(
    'completeUpload',
    await client(op.completeUpload, { params: { id: upload.id }, body: { parts: told } }),
  );
};

/** Waits for the check's verdict. Throws with the report's problems when the file does not pass. */
const untilChecked = async (client: Client, id: Upload['id'], signal: AbortSignal): Promise<void> => {
  for (;;) {
    const { status, report } = wanted('readUpload', await client(op.readUpload, { params: { id } }));
    if (status === 'passed') return;
    if (status === 'failed' || status === 'expired')
      throw new SeedRefused(`check: ${status} ${JSON.stringify(report?.problems.slice(0, 3) ?? [])}`);
    await delay(LOOK_AGAIN_MS, undefined, { signal });
  }
};

/**
 * Publishes one demonstration dataset as officers do: create, upload, check, submit, approve by another person.
 * Every command has a fixed key, so a run that was cut off goes on where it stopped.
 */
export const publishDataset = async (parts: {
  dataset: DemonstrationDataset;
  file: { name: string; bytes: Buffer };
  focal: { persona: Persona; client: Client };
  department: Client;
  signal: AbortSignal;
}): Promise<void> => {
  const { dataset, file, focal, department, signal } = parts;
  const { client, persona } = focal;
  const key = (step: string): string => `demonstration-${dataset.number}-${step}`;
  const created = wanted(
    'createDataset',
    await client(
      op.createDataset,
      {
        body: {
          agency: AgencyCode.parse(persona.agency),
          slug: Slug.parse(dataset.slug),
          metadata: {
            title: dataset.title,
            description: dataset.description,
            topic: dataset.topic,
            licence: 'dieu-18-nd47',
            updateFrequency: dataset.updateFrequency,
            spatialCoverage: 'Tỉnh Thái Bình',
            temporalCoverage: { from: SINCE },
            keywords: [...dataset.keywords],
          },
          contact: {
            name: persona.name,
            email: persona.email,
            ...(persona.phone ? { phone: persona.phone } : {}),
          },
        },
      },
      key('create'),
    ),
  );
  const read = async (): Promise<DatasetFile> =>
    wanted('readDatasetFile', await client(op.readDatasetFile, { params: { id: created.id } }));
  if (created.releases.length > 0) return;

  if (created.draft === undefined || created.draft.uploadStatus !== 'passed') {
    const input = { fileName: file.name, bytes: file.bytes.length, sha256: sha256(file.bytes, 'hex') };
    const upload = wanted(
      'startUpload',
      await client(op.startUpload, { params: { id: created.id }, body: input }, key('upload')),
    );
    if (upload.status === 'receiving') await send(client, upload, file.bytes);
    await untilChecked(client, upload.id, signal);
  }
  const checked = await read();
  if (checked.draft?.upload && checked.mayDo.includes('submit'))
    wanted(
      'submitRelease',
      await client(
        op.submitRelease,
        {
          params: { id: created.id },
          body: {
            upload: checked.draft.upload,
            declaration: {
              noStateSecret: true,
              personalData: { kind: 'none' },
              reidentificationConsidered: true,
              legalBasis: 'Nghị định 47/2020/NĐ-CP, Điều 17; dữ liệu trình diễn',
            },
            notes: 'Bản phát hành trình diễn',
            confirmsGuesses: true,
          },
        },
        key('submit'),
      ),
    );
  const submitted = await read();
  if (submitted.draft?.upload && submitted.status === 'submitted')
    wanted(
      'approveRelease',
      await department(
        op.approveRelease,
        { params: { id: created.id }, body: { upload: submitted.draft.upload } },
        key('approve'),
      ),
    );
};
