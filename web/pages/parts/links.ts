/** An address that may be linked: http and https only, so that data can not bring `javascript:` into a page. */
export const safeWebAddress = (address: string | undefined): string | undefined => {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
};

/** A mail link with subject and body. The address itself is encoded, so that it can not add recipients. */
export const mailLink = (email: string, subject?: string, body?: string): string => {
  const address = encodeURIComponent(email).replaceAll('%40', '@');
  const fields = [
    ...(subject === undefined ? [] : [`subject=${encodeURIComponent(subject)}`]),
    ...(body === undefined ? [] : [`body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`]),
  ];
  return `mailto:${address}${fields.length > 0 ? `?${fields.join('&')}` : ''}`;
};

/** A telephone link: digits and a leading plus only. */
export const phoneLink = (phone: string): string => `tel:${phone.replace(/(?!^\+)\D/g, '')}`;
