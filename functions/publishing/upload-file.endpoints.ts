import { attachmentName } from '../../shared/adapters/s3/attachment-name.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { PrivateAddresses, Uploads } from '../../shared/capabilities/publishing/ports.ts';
import { uploadOperations as op } from '../../shared/contract/uploads.ts';
import { CheckReport } from '../../shared/contract/uploads.ts';
import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';
import { mayRead } from './dataset.endpoints.ts';
import { offeredKey, PROBLEM_FILE, problemKey, reportKey } from './file-keys.ts';

export type UploadFileServices = {
  readonly uploads: Pick<Uploads, 'find'>;
  readonly files: Pick<Objects, 'text'>;
  readonly addresses: PrivateAddresses;
};

/** Time to press a link and for the download to begin; one that has begun goes on. */
const ADDRESS_SECONDS = 5 * 60;

/** The part of a name that says what kind of file it is. */
const extension = /\.[a-z0-9]{1,8}$/i;

/** A list of problems lies beside the file it is about. */
const listName = (sentAs: string): string => `${sentAs.replace(extension, '')}-loi.csv`;

/** An original is saved under the name it was sent with, and the kind of file it is now (a zip is offered as the file in it). */
const nameToSave = (file: ReleaseFile, sentAs: string): string =>
  file.role === 'original'
    ? sentAs.replace(extension, '') + (extension.exec(file.name)?.[0] ?? '')
    : file.name;

/**
 * Whole files for those who decide on them, before anything is public. Only files the check offers, and only once it passed:
 * what was not scanned clean has no address, nor has an original that is kept but not offered. Of a file that did not pass
 * there is the list of its problems.
 */
export const uploadFileEndpoints = ({ uploads, files, addresses }: UploadFileServices): Endpoint[] => [
  endpoint(op.downloadUploadFile, async (request) => {
    const { id, name } = request.params;
    const upload = await uploads.find(id);
    if (!upload) return { problem: 'not-found' };
    if (!mayRead(caller(request), upload.agency)) return { problem: 'not-your-agency' };
    const isList = upload.status === 'failed' && name === PROBLEM_FILE;
    if (upload.status !== 'passed' && !isList)
      return { problem: 'wrong-state', facts: { status: upload.status } };
    const stored = await files.text(reportKey(id));
    const report = stored && CheckReport.parse(JSON.parse(stored.text));
    if (isList) {
      if (report?.problemFile !== name) return { problem: 'not-found' };
      const contentDisposition = attachmentName(name, listName(upload.fileName));
      const servedAs = { contentType: 'text/csv; charset=utf-8', contentDisposition };
      return { body: await addresses.sign(problemKey(id), servedAs, ADDRESS_SECONDS) };
    }
    const file = (report?.files ?? []).find((one) => one.name === name);
    if (!file) return { problem: 'not-found' };
    const servedAs = {
      contentType: file.mediaType,
      contentDisposition: attachmentName(file.name, nameToSave(file, upload.fileName)),
    };
    return { body: await addresses.sign(offeredKey(id, file), servedAs, ADDRESS_SECONDS) };
  }),
];
