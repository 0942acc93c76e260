import { refuse } from './sheet-problem.ts';

export type OleWorkbook = { readonly stream: Buffer; readonly macros: boolean };

/** The part of the reader's container module that is used; the package leaves it untyped. */
type Container = { readonly FullPaths: readonly string[] };
type Containers = {
  read(bytes: Buffer, options: { readonly type: 'buffer' }): Container;
  find(container: Container, path: string): { readonly content: Uint8Array } | null;
};

const isOle = (bytes: Buffer): boolean => bytes.readUInt32BE(0) === 0xd0cf11e0;

/** The stream of records inside an XLS: in its OLE container, or bare as some exporting programs write it. */
export const oleWorkbook = async (bytes: Buffer): Promise<OleWorkbook> => {
  if (!isOle(bytes)) return { stream: bytes, macros: false };
  const containers = (await import('@e965/xlsx')).CFB as Containers;
  let container: Container;
  try {
    container = containers.read(bytes, { type: 'buffer' });
  } catch (error) {
    return refuse('office-damaged', {
      why: error instanceof Error ? error.message.slice(0, 100) : 'container',
    });
  }
  const has = (name: string): boolean => containers.find(container, name) !== null;
  if (has('/EncryptedPackage')) refuse('office-password');
  const found = containers.find(container, '/Workbook') ?? containers.find(container, '/Book');
  if (!found)
    return refuse(has('/WordDocument') ? 'office-not-a-workbook' : 'office-damaged', { why: 'no workbook' });
  // A copy: it will be changed in place.
  return {
    stream: Buffer.from(found.content),
    macros: container.FullPaths.some((path) => path.includes('_VBA_PROJECT')),
  };
};
