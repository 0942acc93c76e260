import { BIFF, renameRecord, type BiffRecord } from './biff.ts';

const NO_EXPRESSION = 0xffff;

/**
 * Makes of a formula record the record of the value it was saved with, so that no reader takes its expression apart.
 * Returns whether it was saved with one.
 */
export const keepOnlyValue = (stream: Buffer, record: BiffRecord): boolean => {
  const { body } = record;
  if (body.length < 22) {
    renameRecord(stream, record, BIFF.FILTER_MODE);
    return false;
  }
  if (body.readUInt16LE(12) !== 0xffff) {
    renameRecord(stream, record, BIFF.NUMBER);
    return true;
  }
  const kind = body[6];
  if (kind === 0) {
    // The text follows in a record of its own, which needs this one before it.
    body.writeUInt16LE(NO_EXPRESSION, 20);
    return true;
  }
  if (kind === 1 || kind === 2) {
    body[6] = body[8] ?? 0;
    body[7] = kind === 2 ? 1 : 0;
    renameRecord(stream, record, BIFF.BOOL_OR_ERROR);
    return true;
  }
  renameRecord(stream, record, BIFF.FILTER_MODE);
  return false;
};
