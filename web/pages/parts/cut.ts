const CELL_LONGEST = 120;

/** A cell's text as far as a table shows it. */
export const cut = (text: string): string =>
  text.length > CELL_LONGEST ? `${text.slice(0, CELL_LONGEST - 1)}…` : text;
