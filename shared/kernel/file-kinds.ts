import kinds from './file-kinds.json' with { type: 'json' };

// Plain, without schemas: the public form carries it too.

/** The endings of names under which files are taken with a request or its answer: documents, images, tables, archives. */
export const takenEndings: readonly string[] = Object.values(kinds.taken).flat();

/** For the choice of files in a browser. */
export const takenForInput = takenEndings.map((ending) => `.${ending}`).join(',');

/** Whether a file is of a kind that is taken, by the end of its name. */
export const isTakenName = (name: string): boolean => {
  const at = name.lastIndexOf('.');
  return (
    at > 0 &&
    takenEndings.includes(
      name
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    )
  );
};

/** How much of a file tells whether it is a program. */
export const HEAD_BYTES = 16;

/** Whether a file begins as programs and scripts do, whatever it is called. */
export const isProgram = (head: Uint8Array): boolean => {
  const hex = [...head.subarray(0, HEAD_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return kinds.programs.some((beginning) => hex.startsWith(beginning));
};

/** What is said of a file that is not taken, and what to do instead. */
export const notTaken =
  'Loại tệp này không nhận. Hãy gửi tài liệu (pdf, docx, odt, txt), ảnh (jpg, png), bảng số liệu (xlsx, csv, json) hoặc tệp zip';
