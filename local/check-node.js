// Runs under whatever Node the person has (npm puts node_modules/.bin, with our Node 24, first on PATH), so: plain JavaScript.
const WANTED = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < WANTED) {
  console.error(`
Cổng dữ liệu cần Node ${WANTED} trở lên; máy đang dùng Node ${process.versions.node}.

  1. Chạy lại “npm ci”: gói node-<hệ máy> đi kèm sẽ đặt Node ${WANTED} vào node_modules/.bin, và các lệnh “npm start”,
     “npm test” tự dùng bản đó (npm đặt node_modules/.bin lên đầu PATH).
  2. Nếu hệ máy này (${process.platform}-${process.arch}) không có gói như vậy, hãy cài Node ${WANTED} từ https://nodejs.org
     rồi chạy lại.

Cong du lieu needs Node ${WANTED} or newer; this is Node ${process.versions.node}.

  1. Run "npm ci" again: the optional package node-<platform> puts Node ${WANTED} into node_modules/.bin, and "npm start" and
     "npm test" use it by themselves (npm puts node_modules/.bin first on PATH).
  2. Where there is no such package for this platform (${process.platform}-${process.arch}), install Node ${WANTED} from
     https://nodejs.org and run the command again.
`);
  process.exit(1);
}
