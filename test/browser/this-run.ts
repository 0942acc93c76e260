const mark = Date.now().toString(36).slice(-5);

/** A title no earlier run against the same portal has taken. */
export const titled = (title: string): string => `${title} ${mark}`;
