/** Text as it may stand in XML: markup escaped, characters XML 1.0 forbids left out, NFC. */
export const xmlText = (text: string): string =>
  text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
