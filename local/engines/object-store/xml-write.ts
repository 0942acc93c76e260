/** An XML tree: text, a list of repeated elements, or named children; undefined children are left out. */
export type XmlNode = string | number | boolean | XmlNode[] | { [name: string]: XmlNode | undefined };

/** Escapes also what a parser would normalise: a carriage return in a key must come back as one. */
const escape = (text: string): string =>
  text.replace(
    /[&<>"\r]/g,
    (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', '\r': '#13' }[c] ?? ''};`,
  );

const element = (name: string, node: XmlNode | undefined): string => {
  if (node === undefined) return '';
  if (Array.isArray(node)) return node.map((item) => element(name, item)).join('');
  return `<${name}>${typeof node === 'object' ? children(node) : escape(String(node))}</${name}>`;
};

const children = (node: { [name: string]: XmlNode | undefined }): string =>
  Object.entries(node)
    .map(([name, child]) => element(name, child))
    .join('');

/** Writes a document with one root in the namespace of S3. */
export const xmlDocument = (root: string, node: { [name: string]: XmlNode | undefined }): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${children(node)}</${root}>`;
