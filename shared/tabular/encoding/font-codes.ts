export type FontCodes = { readonly repair: 'tcvn3' | 'vni'; readonly capitals: boolean };

/**
 * The codes that text in a font of the time before Unicode was written in. `.VnTime` is TCVN3; its sister `.VnTimeH` shows every
 * letter as a capital, so the text behind it is in small letters. `VNI-Times` is VNI.
 */
export const fontCodes = (font: string | undefined): FontCodes | undefined => {
  const name = font?.trim() ?? '';
  if (/^\.vn/i.test(name)) return { repair: 'tcvn3', capitals: /h$/i.test(name) };
  return /^vni[- ]/i.test(name) ? { repair: 'vni', capitals: false } : undefined;
};
