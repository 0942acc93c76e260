/** Faults listed at most: one is enough to refuse, a few are enough to mend. */
const MOST = 20;

/**
 * Texts anywhere in a value that no store, queue or letter could hold: half of a surrogate pair, which has no UTF-8. Seen
 * here once for every operation, whatever its schema says. Walks without recursion: the value is as deep as its sender likes.
 */
export const brokenTexts = (part: string, value: unknown): { path: string; message: string }[] => {
  const found: { path: string; message: string }[] = [];
  const waiting: { path: string; value: unknown }[] = [{ path: part, value }];
  for (let next = waiting.pop(); next && found.length < MOST; next = waiting.pop()) {
    const { path, value: at } = next;
    if (typeof at === 'string' && !at.isWellFormed())
      found.push({ path, message: 'Có ký tự không hợp lệ (nửa cặp mã Unicode)' });
    if (typeof at !== 'object' || at === null) continue;
    for (const [key, inner] of Object.entries(at)) {
      if (key.isWellFormed()) waiting.push({ path: `${path}.${key}`, value: inner });
      else found.push({ path, message: 'Tên trường có ký tự không hợp lệ (nửa cặp mã Unicode)' });
    }
  }
  return found;
};
