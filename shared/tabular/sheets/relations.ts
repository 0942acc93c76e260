import { attribute, readXml } from './xml-feed.ts';
import type { SheetLimits } from './sheet-limits.ts';
import type { GatedZip } from './zip-gate.ts';

/** One relation of a part: `type` is the last word of its address, the same in both editions of the standard. */
export type Relation = {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
};

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

/** A target as the name of a part: relative to the folder of its source, or from the root. */
const resolveTarget = (source: string, target: string): string => {
  const path = target.startsWith('/') ? target.slice(1) : folderOf(source) + target;
  const steps: string[] = [];
  for (const step of path.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  return steps.join('/');
};

/** What a part refers to; none when it has no relations. */
export const readRelations = async (
  zip: GatedZip,
  source: string,
  limits: SheetLimits,
): Promise<Relation[]> => {
  const part = `${folderOf(source)}_rels/${source.slice(folderOf(source).length)}.rels`;
  if (!zip.entries.has(part)) return [];
  const relations: Relation[] = [];
  await readXml(part, zip.read(part), limits, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const isExternal = attributes['TargetMode'] === 'External';
      const target = attributes['Target'] ?? '';
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
        target: isExternal ? target : resolveTarget(source, target),
        isExternal,
      });
    },
  });
  return relations;
};
