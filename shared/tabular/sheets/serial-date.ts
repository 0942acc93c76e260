const DAY = 86_400;
/** 31/12/9999, the last day a spreadsheet knows. */
const LAST_SERIAL = 2_958_465;

const two = (n: number): string => String(n).padStart(2, '0');

const clock = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/**
 * A day number as `yyyy-mm-dd`, with `Thh:mm:ss` when it is not midnight. Undefined outside the calendar, and for 29/2/1900,
 * which the 1900 system counts though it never was.
 */
export const dateOfSerial = (serial: number, system: 1900 | 1904): string | undefined => {
  // Whole seconds: a time of day is a fraction and seldom exact.
  const seconds = Math.round(serial * DAY);
  const day = Math.floor(seconds / DAY);
  const first = system === 1904 ? 0 : 1;
  if (!Number.isFinite(serial) || day < first || day > LAST_SERIAL || (system === 1900 && day === 60))
    return undefined;
  const epoch = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * DAY * 1000).toISOString().slice(0, 10);
  const rest = seconds - day * DAY;
  return rest === 0 ? date : `${date}T${clock(rest)}`;
};

/** Hours, minutes and seconds of a fraction of a day; hours go on past 24. */
export const timeOfSerial = (serial: number): string | undefined =>
  Number.isFinite(serial) && serial >= 0 && serial <= LAST_SERIAL
    ? clock(Math.round(serial * DAY))
    : undefined;
