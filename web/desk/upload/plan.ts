/** One slice of a file. `number` counts from 1; `from` is the offset in bytes. */
export type PlannedPart = { readonly number: number; readonly from: number; readonly bytes: number };

/** Cuts a file into parts of `partSize` bytes, the last one shorter. An empty file has no part. */
export const planParts = (bytes: number, partSize: number): PlannedPart[] => {
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new RangeError(`A file can not have ${bytes} bytes`);
  if (!Number.isSafeInteger(partSize) || partSize < 1)
    throw new RangeError(`A part can not have ${partSize} bytes`);
  return Array.from({ length: Math.ceil(bytes / partSize) }, (_, index) => {
    const from = index * partSize;
    return { number: index + 1, from, bytes: Math.min(partSize, bytes - from) };
  });
};

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** How long to wait before try `attempt` + 1, in milliseconds: doubling, at most half a minute, spread by `random` in [0, 1). */
export const pauseBeforeRetry = (attempt: number, random: number): number => {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(most / 2 + (most / 2) * random);
};

/** Why a chosen file can not continue an upload begun earlier, or undefined when it can. */
export const whyNotTheSame = (
  begun: { readonly fileName: string; readonly bytes: number },
  chosen: { readonly name: string; readonly size: number },
): string | undefined => {
  if (chosen.size !== begun.bytes)
    return `Tệp vừa chọn có ${chosen.size} byte, lượt tải dở là tệp “${begun.fileName}” có ${begun.bytes} byte. Chọn đúng tệp đó, hoặc tải tệp mới từ đầu.`;
  if (chosen.name.normalize('NFC') !== begun.fileName.normalize('NFC'))
    return `Lượt tải dở là tệp “${begun.fileName}”. Chọn đúng tệp đó, hoặc tải tệp mới từ đầu.`;
  return undefined;
};
