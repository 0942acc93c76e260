import { crc32 } from 'node:zlib';

/** 1980-01-01, the first day the format knows: the same content gives the same archive. */
const FIRST_DAY = 0x21;
const VERSION = 20;

/** A zip archive of one uncompressed file, for functions of a few lines. */
export const smallZip = (name: string, text: string): Buffer => {
  const body = Buffer.from(text);
  const title = Buffer.from(name);
  // Version, flags, method, time, day, checksum, two sizes, length of the name, of the extra field.
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(FIRST_DAY, 8);
  facts.writeUInt32LE(crc32(body), 10);
  facts.writeUInt32LE(body.length, 14);
  facts.writeUInt32LE(body.length, 18);
  facts.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, title, body]);
  const made = Buffer.alloc(2);
  made.writeUInt16LE(VERSION, 0);
  // Comment, disk, attributes inside, attributes outside (readable by all), place of the file: the first.
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(0o100644 * 0x10000, 6);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), made, facts, rest, title]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
};
