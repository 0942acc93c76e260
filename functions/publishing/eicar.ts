/** The harmless test string every virus scanner reports (eicar.org), in two halves so that this file is not reported. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

/** Looks for the string anywhere, also where it lies across two chunks. Memory stays at one chunk. */
export const findEicar = async (chunks: AsyncIterable<Uint8Array>): Promise<boolean> => {
  let tail = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const window = Buffer.concat([tail, chunk]);
    if (window.includes(EICAR)) return true;
    tail = window.subarray(Math.max(0, window.length - EICAR.length + 1));
  }
  return false;
};
