import { placeCodes, type PlaceCodes } from '../../shared/regulation/places.ts';
import type { CodeLists } from '../../shared/tabular/index.ts';

const listOf = (level: PlaceCodes['level']): PlaceCodes => {
  const found = placeCodes.find((one) => one.level === level);
  if (!found) throw new Error(`The rulebook holds no codes of the level ${level}`);
  return found;
};

/** The codes a column may refer to, as the rulebook holds them. */
export const codeLists: CodeLists = {
  'province-code': listOf('province'),
  'district-code': listOf('district'),
  'commune-code': listOf('commune'),
};
