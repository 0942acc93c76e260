import { resolve } from 'node:path';
import { logLines } from '../console/log-lines.ts';

/** `npm run logs -- <mã tra cứu>`: what one request set off, in every function, oldest first. */
const [correlation] = process.argv.slice(2);
if (correlation === undefined) {
  console.error(
    'Cho biết mã tra cứu: npm run logs -- <mã>. Mã có trong thông báo lỗi, trong thư và ở x-correlation-id.',
  );
  process.exitCode = 2;
} else {
  const lines = logLines(resolve(process.env['LOCAL_DIR'] ?? '.local'), correlation.toLowerCase());
  for (const line of lines) console.log(line);
  if (lines.length === 0) console.error('Không có dòng nhật ký nào mang mã này.');
  process.exitCode = lines.length === 0 ? 1 : 0;
}
