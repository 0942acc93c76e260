import { createHash } from 'node:crypto';
import {
  createClient,
  type Answer,
  type Client,
  type ClientOptions,
} from '../../../shared/contract/client.ts';
import type { Operation } from '../../../shared/contract/operation.ts';
import { operations as op } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import type { UploadId } from '../../../shared/kernel/ids.ts';
import type { Driver } from './driver.ts';
import { eventually } from './eventually.ts';

/** A persona at the desk, acting for an agency: the same calls the desk makes, over plain HTTP. */
export type Desk = { readonly persona: string; readonly agency: string; readonly call: Client };

export const deskOf = async (
  driver: Driver,
  persona: string,
  options: Pick<ClientOptions, 'correlation'> = {},
): Promise<Desk> => {
  // Asked for each call: a token does not outlive the days a journey moves on.
  const call = createClient({ baseUrl: driver.baseUrl, token: () => driver.signIn(persona), ...options });
  const me = body(await call(op.readMe, {}));
  return { persona, agency: me.memberships[0]?.agency ?? '', call };
};

/** The answer's body; a problem fails the journey with its words. */
export const body = <O extends Operation>(answer: Answer<O>): Extract<Answer<O>, { ok: true }>['body'] => {
  if (!answer.ok)
    throw new Error(`${answer.problem.type}: ${answer.problem.title} ${JSON.stringify(answer.problem)}`);
  return answer.body;
};

/** The problem's id; an answer without a problem fails the journey. */
export const problemId = <O extends Operation>(answer: Answer<O>): string => {
  if (answer.ok) throw new Error('Expected a refusal, but it was done');
  return answer.problem.type.replace('/problems/', '');
};

export const someMetadata = (title: string, topic = 'dia-phuong') => ({
  title,
  description: 'Dữ liệu thật của bên thứ ba, dùng để kiểm tra cả đường đi từ tải lên đến tải về.',
  topic,
  licence: 'dieu-18-nd47',
  updateFrequency: 'quarterly',
  spatialCoverage: 'Tỉnh Thái Bình',
  keywords: ['kiểm thử'],
});

export const someContact = { name: 'Bộ phận dữ liệu', email: 'dulieu@example.vn', phone: '0227 000 000' };

export const createDataset = async (desk: Desk, title: string, topic?: string): Promise<DatasetFile> =>
  body(
    await desk.call(op.createDataset, {
      body: { agency: desk.agency, metadata: someMetadata(title, topic), contact: someContact },
    }),
  );

const sha256 = (bytes: Uint8Array, encoding: 'base64' | 'hex') =>
  createHash('sha256').update(bytes).digest(encoding);

export const startUpload = async (
  desk: Desk,
  datasetId: string,
  fileName: string,
  bytes: Uint8Array,
  declaredSha256 = sha256(bytes, 'hex'),
): Promise<Upload> =>
  body(
    await desk.call(op.startUpload, {
      params: { id: datasetId },
      body: { fileName, bytes: bytes.length, sha256: declaredSha256 },
    }),
  );

export type Part = { number: number; bytes: Uint8Array; sha256: string };

export const partsOf = (upload: Pick<Upload, 'partSize' | 'partCount'>, bytes: Uint8Array): Part[] =>
  Array.from({ length: upload.partCount }, (_, i) => {
    const slice = bytes.subarray(i * upload.partSize, (i + 1) * upload.partSize);
    return { number: i + 1, bytes: slice, sha256: sha256(slice, 'base64') };
  });

/** Asks for a signed address and puts the part there; answers the store's status. */
export const putPart = async (
  desk: Desk,
  upload: Pick<Upload, 'id'>,
  part: Part,
  sent = part.bytes,
): Promise<number> => {
  const { parts } = body(
    await desk.call(op.signParts, {
      params: { id: upload.id },
      body: { parts: [{ number: part.number, bytes: part.bytes.length, sha256: part.sha256 }] },
    }),
  );
  const [signed] = parts;
  if (!signed) throw new Error('No address was signed');
  const response = await fetch(signed.url, {
    method: 'PUT',
    headers: signed.headers,
    body: sent as Uint8Array<ArrayBuffer>,
  });
  return response.status;
};

export const completeUpload = (desk: Desk, upload: Pick<Upload, 'id'>, parts: readonly Part[]) =>
  desk.call(op.completeUpload, {
    params: { id: upload.id },
    body: { parts: parts.map(({ number, sha256 }) => ({ number, sha256 })) },
  });

/** Sends a whole file and waits for the check's word. */
export const sendFile = async (
  desk: Desk,
  datasetId: string,
  fileName: string,
  bytes: Uint8Array,
  declaredSha256?: string,
): Promise<Upload> => {
  const upload = await startUpload(desk, datasetId, fileName, bytes, declaredSha256);
  const parts = partsOf(upload, bytes);
  for (const part of parts) {
    const status = await putPart(desk, upload, part);
    if (status !== 200) throw new Error(`Part ${part.number} was answered ${status}`);
  }
  body(await completeUpload(desk, upload, parts));
  return checked(desk, upload.id);
};

/** Waits until the check has passed or failed. */
export const checked = (desk: Desk, uploadId: string): Promise<Upload> =>
  eventually(`the check of ${uploadId}`, async () => {
    const upload = body(await desk.call(op.readUpload, { params: { id: uploadId } }));
    return ['passed', 'failed'].includes(upload.status) && upload;
  });

export const declaration = {
  noStateSecret: true,
  personalData: { kind: 'none' },
  reidentificationConsidered: true,
  legalBasis: 'Khoản 1 Điều 6 Quy chế ban hành kèm theo QĐ 10/2021/QĐ-UBND',
} as const;

/** The upload a dataset's file shows at this moment: what whoever opens it now decides on. */
export const seenUpload = async (desk: Desk, id: string): Promise<UploadId> => {
  const { draft } = body(await desk.call(op.readDatasetFile, { params: { id } }));
  if (!draft?.upload) throw new Error('There is no file to decide on');
  return draft.upload;
};

/** Submits as an officer who has looked at everything: guesses are right, and what was found is of nobody. */
export const submit = async (desk: Desk, id: string, upload?: UploadId) => {
  const seen = upload ?? (await seenUpload(desk, id));
  const { draft } = body(await desk.call(op.readDatasetFile, { params: { id } }));
  const findings = (draft?.findings ?? []).map((finding) => ({
    id: finding.id,
    decision: 'not-what-it-looks-like' as const,
    reason: 'Số liệu dựng để kiểm thử, không phải của ai',
  }));
  return desk.call(op.submitRelease, {
    params: { id },
    body: { upload: seen, declaration, notes: '', confirmsGuesses: true, findings },
  });
};

export const approve = async (desk: Desk, id: string, upload?: UploadId) =>
  desk.call(op.approveRelease, {
    params: { id },
    body: { upload: upload ?? (await seenUpload(desk, id)) },
  });

export const sendBack = async (desk: Desk, id: string, reasons: string, upload?: UploadId) =>
  desk.call(op.returnRelease, {
    params: { id },
    body: { upload: upload ?? (await seenUpload(desk, id)), reasons },
  });

/** Waits until the dataset's release `number` stands published. */
export const published = (desk: Desk, id: string, number: number): Promise<DatasetFile> =>
  eventually(`release ${number} of ${id}`, async () => {
    const file = body(await desk.call(op.readDatasetFile, { params: { id } }));
    return file.releases.some((release) => release.number === number) && file;
  });

/** The whole way of one file: create, send, check, submit, approve, publish. */
export const publishFile = async (
  officer: Desk,
  department: Desk,
  title: string,
  fileName: string,
  bytes: Uint8Array,
  topic?: string,
): Promise<DatasetFile> => {
  const created = await createDataset(officer, title, topic);
  const upload = await sendFile(officer, created.id, fileName, bytes);
  if (upload.status !== 'passed')
    throw new Error(`The check failed: ${JSON.stringify(upload.report?.problems)}`);
  body(await submit(officer, created.id));
  body(await approve(department, created.id));
  return published(officer, created.id, 1);
};
