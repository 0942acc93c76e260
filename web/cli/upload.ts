import { createHash } from 'node:crypto';
import { open, readFile, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient, type Client } from '../../shared/contract/client.ts';
import { issuesByPlace } from '../../shared/contract/issue-sentences.ts';
import { operations } from '../../shared/contract/operations.ts';
import type { CheckReport, Upload } from '../../shared/contract/uploads.ts';
import { DatasetId } from '../../shared/kernel/ids.ts';
import { ToldReading, type Reading } from '../../shared/kernel/reading.ts';
import { progressOf, type State } from '../desk/upload/machine.ts';
import type { UploadPorts } from '../desk/upload/ports.ts';
import { runUpload } from '../desk/upload/run.ts';
import { cannotOpen, endingOf, say, stop, Stop, tokenFor } from './at-the-door.ts';
import { decidedLine } from '../desk/file/decided-words.ts';

const USAGE = `Tải một tệp lên bộ dữ liệu từ dòng lệnh.

  npm run upload -- --dataset <mã bộ dữ liệu> <tệp> [--url http://localhost:4600]

Đăng nhập: đặt mã truy cập vào biến PORTAL_TOKEN; trên máy cục bộ có thể dùng --persona focal-gddt.
Tệp cần được đọc theo cách khác (trang tính, bảng mã, kiểu cột…): --reading <cách đọc.json>, theo mẫu “Reading” ở /openapi.json.
Bị ngắt giữa chừng thì chạy lại với --resume <mã lượt tải lên>: phần đã nhận không gửi lại.`;

const datasetId = (given: string | undefined): DatasetId => {
  const { data } = DatasetId.safeParse(given);
  if (!data)
    throw new Stop(`“${given}” không phải mã bộ dữ liệu (dạng xxxxxxxx-xxxx-…). Mã ở địa chỉ trang hồ sơ.`);
  return data;
};

/** What stands in a file of JSON; nothing where it is no JSON, which no reading is. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Looked at before anything is sent: a slip in it should not cost an upload. */
const readingIn = async (path: string): Promise<Reading> => {
  const text = await readFile(path, 'utf8').catch(cannotOpen(path));
  const given = jsonIn(text);
  const { data, error } = ToldReading.safeParse(given);
  if (data) return data;
  const faults = error.issues
    .flatMap(issuesByPlace)
    .map(({ path, message }) => `\n  ${path.join('.') || 'cả tệp'}: ${message}`);
  throw new Stop(`Tệp ${path} không phải cách đọc hợp lệ:${faults.join('')}`);
};

const readOptions = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dataset: { type: 'string' },
      url: { type: 'string', default: `http://localhost:${process.env['PORT'] ?? 4600}` },
      persona: { type: 'string' },
      reading: { type: 'string' },
      resume: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (values.help || !path || !(values.dataset ?? values.resume)) throw new Stop(USAGE);
  return { ...values, path };
};

const wholeHash = async (file: FileHandle): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** This machine's disk and network, for the same sending that the desk does in the browser. */
const nodePorts = (call: Client, { id }: Upload, file: FileHandle): UploadPorts => ({
  read: async (from, bytes) => {
    const { buffer } = await file.read(new Uint8Array(bytes), 0, bytes, from);
    return buffer.buffer;
  },
  digest: (bytes) => Promise.resolve(createHash('sha256').update(new Uint8Array(bytes)).digest('base64')),
  sign: async (part) => {
    const reply = await call(operations.signParts, { params: { id }, body: { parts: [part] } });
    if (!reply.ok) return reply;
    const signed = reply.body.parts.find(({ number }) => number === part.number);
    if (!signed) throw new Error(`The server signed another part than ${part.number}`);
    return { ok: true, body: signed };
  },
  put: async ({ url, headers }, body, onProgress, signal) => {
    try {
      const response = await fetch(url, { method: 'PUT', headers, body, signal });
      await response.arrayBuffer();
      if (response.ok) onProgress(body.byteLength);
      return response.ok ? 'received' : 'refused';
    } catch {
      return signal.aborted ? 'interrupted' : 'no-answer';
    }
  },
  complete: (parts) => call(operations.completeUpload, { params: { id }, body: { parts } }),
  received: async () => {
    const reply = await call(operations.readUpload, { params: { id } });
    return reply.ok ? { ok: true, body: reply.body.partsReceived } : reply;
  },
  now: () => Date.now(),
  random: () => Math.random(),
  wait: async (ms, signal) => {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  },
});

const send = (call: Client, upload: Upload, file: FileHandle): Promise<void> =>
  new Promise((resolve, reject) => {
    let shown = -1;
    const onChange = (state: State): void => {
      const { percent } = progressOf(state);
      if (percent !== shown) say(`Đã gửi ${(shown = percent)}%`);
      if (state.phase === 'complete') resolve();
      if (state.phase === 'failed' && state.problem) reject(new Stop(state.problem.title));
    };
    runUpload(upload, nodePorts(call, upload, file), onChange);
  });

const POLL_MS = 500;

const words: Readonly<Record<string, string>> = {
  receiving: 'đang nhận tệp',
  scanning: 'quét mã độc',
  checking: 'chờ kiểm tra',
  scan: 'quét mã độc',
  identify: 'nhận dạng tệp',
  read: 'đọc và kiểm tra từng dòng',
  convert: 'tạo các định dạng',
  constraints: 'đối chiếu với quy tắc đã khai báo',
  profile: 'thống kê từng cột',
  screen: 'rà dữ liệu cá nhân và dấu mật',
  compare: 'so với bản phát hành trước',
  store: 'lưu kết quả',
};

const checked = async (call: Client, id: Upload['id']): Promise<Upload> => {
  let said = '';
  for (;;) {
    const reply = await call(operations.readUpload, { params: { id } });
    const upload = reply.ok ? reply.body : stop(reply.problem);
    if (['passed', 'failed', 'expired'].includes(upload.status)) return upload;
    const now = upload.stage ?? upload.status;
    const line = `Đang kiểm tra: ${words[now] ?? now}${upload.percent === undefined ? '' : ` ${upload.percent}%`}`;
    if (line !== said) say((said = line));
    await delay(POLL_MS);
  }
};

/** Checked as it was sent, then, when another reading was given, read again as told. */
const checkedAs = async (call: Client, id: Upload['id'], reading: Reading | undefined): Promise<Upload> => {
  const asSent = await checked(call, id);
  if (!reading || asSent.status === 'expired') return asSent;
  const reply = await call(operations.chooseReading, { params: { id }, body: { reading } });
  const again = reply.ok ? reply.body : stop(reply.problem);
  say(`Đọc lại theo lựa chọn: lượt ${again.id}`);
  return checked(call, again.id);
};

/** How a choice the file waits for is told here. */
const toChoose = ({ choose }: CheckReport['problems'][number]): string[] =>
  choose
    ? [
        `  Ghi vào một tệp JSON, ví dụ {${JSON.stringify(choose.what)}: ${JSON.stringify(choose.of[0] ?? '…')}}, rồi chạy lại với --reading <tệp đó>.`,
      ]
    : [];

const main = async (): Promise<number> => {
  const { path, dataset, resume, url, persona, ...options } = readOptions();
  const reading = options.reading === undefined ? undefined : await readingIn(options.reading);
  const token = await tokenFor(url, persona, USAGE);
  const call = createClient({ baseUrl: url, token: () => token });
  const file = await open(path, 'r').catch(cannotOpen(path));
  try {
    const { size } = await stat(path);
    const reply = resume
      ? await call(operations.readUpload, { params: { id: resume } })
      : await call(operations.startUpload, {
          params: { id: datasetId(dataset) },
          body: { fileName: basename(path), bytes: size, sha256: await wholeHash(file) },
        });
    const upload = reply.ok ? reply.body : stop(reply.problem);
    say(`Lượt tải lên ${upload.id}: ${upload.partCount} phần`);
    if (upload.status === 'receiving') await send(call, upload, file);
    const { id, report, status } = await checkedAs(call, upload.id, reading);
    for (const problem of report?.problems ?? [])
      say([`- ${problem.sentence}`, ...toChoose(problem)].join('\n'));
    for (const finding of report?.findings ?? []) say(`! Cần quyết định khi trình: ${finding.sentence}`);
    if (report?.problemFile) {
      const list = await call(operations.downloadUploadFile, {
        params: { id, name: report.problemFile },
      });
      if (list.ok) say(`Danh sách lỗi (CSV, mở bằng Excel, tải trong 5 phút): ${list.body.url}`);
    }
    for (const decision of report?.decided ?? []) say(`· ${decidedLine(decision)}`);
    for (const note of report?.notes ?? []) say(`· ${note}`);
    console.log(JSON.stringify({ upload: id, status, rows: report?.rows ?? 0 }));
    if (status === 'passed')
      say(`Kiểm tra đạt. Tiếp theo: trình công bố tại ${url}/desk/datasets/${upload.datasetId}`);
    return status === 'passed' ? 0 : 1;
  } finally {
    await file.close();
  }
};

await endingOf(main);
