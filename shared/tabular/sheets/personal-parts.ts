import { refuse } from './sheet-problem.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Document properties with nothing in them: an office program opens the file and asks nothing. */
const emptied: readonly (readonly [part: RegExp, xml: string])[] = [
  [/^docProps\/core\.xml$/i, `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"/>`],
  [/^docProps\/app\.xml$/i, `<Properties xmlns="${OFFICE}/extended-properties"/>`],
  [/^docProps\/custom\.xml$/i, `<Properties xmlns="${OFFICE}/custom-properties"/>`],
];

type Change = (xml: string) => string;

const blank =
  (...names: string[]): Change =>
  (xml) =>
    xml.replace(new RegExp(`(\\s(?:\\w+:)?(?:${names.join('|')})=)("[^"]*"|'[^']*')`, 'g'), '$1""');

const changed: readonly (readonly [part: RegExp, change: Change])[] = [
  // Names stand once in a list; comments refer to them by number.
  [
    /^xl\/comments[^/]*\.xml$|^xl\/comments\/[^/]+\.xml$/i,
    (xml) => xml.replace(/(<(?:\w+:)?author>)[^<]*(?=<)/g, '$1'),
  ],
  [/^xl\/persons\/[^/]+\.xml$/i, blank('displayName', 'userId', 'providerId')],
  [/^xl\/revisions\/[^/]+\.xml$/i, blank('name', 'userName')],
  // `absPath` is the folder of whoever saved it, often with their name.
  [
    /^xl\/workbook\.xml$/i,
    (xml) => blank('userName')(xml.replace(/(<(?:\w+:)?absPath\b[^>]*?\surl=)("[^"]*"|'[^']*')/g, '$1""')),
  ],
];

/** Whether a part may say something about people, besides the data itself. */
export const isCleaned = (name: string): boolean =>
  emptied.some(([part]) => part.test(name)) || changed.some(([part]) => part.test(name));

/** The part without that. */
export const cleanPart = (name: string, bytes: Buffer): Buffer => {
  const empty = emptied.find(([part]) => part.test(name));
  if (empty) return Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${empty[1]}`);
  // UTF-16 is allowed and rare: what would not be found there must not be called clean.
  if (bytes.includes(0)) refuse('properties-not-removable', { part: name });
  const xml = bytes.toString('utf8');
  const after = changed.reduce((text, [part, change]) => (part.test(name) ? change(text) : text), xml);
  return after === xml ? bytes : Buffer.from(after);
};
