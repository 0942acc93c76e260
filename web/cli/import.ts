import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '../../shared/contract/client.ts';
import { operations } from '../../shared/contract/operations.ts';
import type { ImportRow } from '../../shared/contract/imports.ts';
import { Contact } from '../../shared/contract/publishing.ts';
import { AgencyCode } from '../../shared/kernel/ids.ts';
import { base64Of, createRows } from '../desk/import/create-rows.ts';
import { cannotOpen, endingOf, say, stop, Stop, tokenFor } from './at-the-door.ts';

const USAGE = `Kiểm tra tệp Excel khai báo nhiều bộ dữ liệu; có --create thì tạo những dòng đạt.

  npm run import -- <tệp.xlsx> [--agency <mã cơ quan>] [--contact "Họ tên,thư điện tử,điện thoại"] [--create] [--url http://localhost:4600]

Tệp mẫu: <địa chỉ cổng>/desk/mau-nhap-hang-loat.xlsx.
Đăng nhập: đặt mã truy cập vào biến PORTAL_TOKEN; trên máy cục bộ có thể dùng --persona focal-gddt.
Bị ngắt giữa chừng thì chạy lại: dòng đã tạo sẽ được bỏ qua.`;

const readOptions = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      agency: { type: 'string' },
      contact: { type: 'string' },
      create: { type: 'boolean', default: false },
      url: { type: 'string', default: `http://localhost:${process.env['PORT'] ?? 4600}` },
      persona: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (values.help || !path) throw new Stop(USAGE);
  return { ...values, path };
};

const agencyFrom = (given: string | undefined): { agency?: AgencyCode } => {
  if (given === undefined) return {};
  const { data } = AgencyCode.safeParse(given);
  if (!data) throw new Stop(`“${given}” không phải mã cơ quan (dạng H54.14).`);
  return { agency: data };
};

const contactFrom = (given: string | undefined): { contact?: Contact } => {
  if (given === undefined) return {};
  const [name, email, phone] = given.split(',').map((part) => part.trim());
  const { data } = Contact.safeParse({ name, email, ...(phone ? { phone } : {}) });
  if (!data) throw new Stop('Đầu mối cần dạng "Họ tên,thư điện tử" hoặc "Họ tên,thư điện tử,điện thoại".');
  return { contact: data };
};

const lineOf = ({ row, title, outcome, errors }: ImportRow): string[] => {
  if (outcome === 'exists') return [`· Dòng ${row}: “${title}” đã có, bỏ qua`];
  return errors.map(({ column, message }) => `- Dòng ${row}, cột ${column}: ${message}`);
};

const main = async (): Promise<number> => {
  const options = readOptions();
  const { path, url, persona } = options;
  const token = await tokenFor(url, persona, USAGE);
  const call = createClient({ baseUrl: url, token: () => token });
  const reply = await call(operations.checkImport, {
    body: {
      file: base64Of(await readFile(path).catch(cannotOpen(path))),
      ...agencyFrom(options.agency),
      ...contactFrom(options.contact),
    },
  });
  const checked = reply.ok ? reply.body : stop(reply.problem);
  const { rows, ready, exists, wrong, ignoredColumns } = checked;
  for (const line of rows.flatMap(lineOf)) say(line);
  if (ignoredColumns.length > 0) say(`· Cột không có trong mẫu, đã bỏ qua: ${ignoredColumns.join(', ')}`);
  let created = 0;
  let failed = 0;
  if (options.create)
    await createRows(checked, {
      call,
      signal: new AbortController().signal,
      wait: (ms) => delay(ms),
      onMade: (made) => {
        if (made.outcome === 'created') created += 1;
        else {
          failed += 1;
          say(`- Dòng ${made.row}: ${made.why}`);
        }
        if ((created + failed) % 10 === 0 || created + failed === ready) say(`Đã tạo ${created}/${ready}`);
      },
    });
  else if (ready > 0) say(`Chỉ kiểm tra: ${ready} dòng tạo được. Thêm --create để tạo.`);
  console.log(JSON.stringify({ rows: rows.length, ready, exists, wrong, created }));
  return wrong > 0 || failed > 0 ? 1 : 0;
};

await endingOf(main);
