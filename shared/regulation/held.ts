/** What the rulebook must hold; a name that leads nowhere is a fault of ours, not a gap of the law. */
export const held = <T>(found: T | undefined, what: string): T => {
  if (found === undefined) throw new Error(`The rulebook holds no ${what}`);
  return found;
};
