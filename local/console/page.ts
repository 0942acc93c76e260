import { join } from 'node:path';
import { byAgency } from '../issuer/picker.ts';
import { queueDepths } from '../runtime/activity.ts';
import { escapeHtml } from './html.ts';
import type { ConsoleParts } from './routes.ts';

const LATEST_MAIL = 20;

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 70rem; padding: 1rem; }
  table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #8886; padding: .3rem .5rem; text-align: left; }
  td.n { text-align: right; font-variant-numeric: tabular-nums; } .bad { color: #b91c1c; font-weight: 700; }
  button, input { font: inherit; padding: .35rem .7rem; } section { margin: 1.5rem 0; overflow-x: auto; }
  pre { white-space: pre-wrap; }
`;

/** Moves the clock without leaving the page. */
const SCRIPT = `
const say = (text) => { document.querySelector('#said').textContent = text; };
const move = async (to) => {
  say('Đang chạy những việc đến hạn…');
  const response = await fetch('/_local/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ now: to.toISOString() }) });
  const answer = await response.json();
  if (!response.ok) return say(answer.detail);
  say('Đã chạy ' + answer.ran + ' việc đến hạn.');
  setTimeout(() => location.reload(), 800);
};
const now = new Date(document.querySelector('#now').dateTime);
document.querySelector('#day').onclick = () => move(new Date(now.getTime() + 86400000));
document.querySelector('#month').onclick = () => { const to = new Date(now); to.setUTCMonth(to.getUTCMonth() + 1); move(to); };
document.querySelector('#to').onsubmit = (event) => { event.preventDefault(); move(new Date(event.target.date.value + 'T09:00:00+07:00')); };
`;

const inProvince = (at: number | string): string =>
  new Date(at).toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'full',
    timeStyle: 'short',
  });

const row = (...cells: string[]): string => `<tr>${cells.join('')}</tr>`;
const cell = (text: string): string => `<td>${escapeHtml(text)}</td>`;
const number = (n: number, bad = false): string => `<td class="n${bad && n > 0 ? ' bad' : ''}">${n}</td>`;
const table = (caption: string, heads: readonly string[], rows: readonly string[]): string =>
  `<section><h2>${caption}</h2><table><thead>${row(...heads.map((head) => `<th scope="col">${head}</th>`))}</thead><tbody>${rows.join('')}</tbody></table></section>`;

/** The console: clock, people, mail, queues and where the logs are. */
export const consolePage = ({ clock, issuer, engines, topology, stateDir }: ConsoleParts): string => {
  const mail = engines.mail.list().slice(-LATEST_MAIL).reverse();
  const depths = queueDepths(topology, engines);
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bảng điều khiển cục bộ · Cổng dữ liệu</title><style>${STYLE}</style></head>
<body><main>
<h1>Bảng điều khiển cục bộ</h1>
<p>Chỉ có trên máy này, không có khi triển khai. <a href="/">Cổng dữ liệu</a> · <a href="/desk/">Bàn làm việc</a> · <a href="/openapi.json">OpenAPI</a> · <a href="/_local/mail">Thư (JSON)</a> · <a href="/_local/queues">Hàng đợi (JSON)</a></p>
<section><h2>Đồng hồ</h2>
<p><time id="now" datetime="${new Date(clock.now()).toISOString()}">${escapeHtml(inProvince(clock.now()))}</time></p>
<p><button id="day">+1 ngày</button> <button id="month">+1 tháng</button></p>
<form id="to"><label>Đến 09:00 ngày <input type="date" name="date" required></label> <button>Chuyển</button></form>
<p id="said" role="status"></p></section>
${table(
  'Người',
  ['Mã', 'Tên', 'Chức vụ', 'Cơ quan'],
  byAgency(issuer.personas).flatMap(([, group]) =>
    group.map((one) =>
      row(cell(one.id), cell(one.name), cell(one.position), cell(`${one.agencyName} (${one.agency})`)),
    ),
  ),
)}
${table(
  `Thư mới nhất (${engines.mail.list().length} thư)`,
  ['Lúc', 'Đến', 'Tiêu đề', 'Nội dung'],
  mail.map((one) =>
    row(
      cell(inProvince(one.at)),
      cell(one.to.join(', ')),
      cell(one.subject),
      `<td><details><summary>Đọc</summary><pre>${escapeHtml(one.text ?? '')}</pre></details></td>`,
    ),
  ),
)}
${table(
  'Hàng đợi',
  ['Tên', 'Đang chờ', 'Đang xử lý', 'Hoãn'],
  depths.map((one) =>
    row(cell(one.name), number(one.visible, one.deadLetters), number(one.inFlight), number(one.delayed)),
  ),
)}
${table(
  'Nhật ký',
  ['Hàm', 'Tệp'],
  topology.functions.map(({ id }) => row(cell(id), cell(join(stateDir, 'logs', `${id}.log`)))),
)}
</main><script>${SCRIPT}</script></body></html>
`;
};
