import * as administration from './administration.ts';
import * as economy from './economy.ts';
import * as landEnvironment from './land-environment.ts';
import * as peopleServices from './people-services.ts';
import { createRandom, type Random } from './random.ts';
import { fileOf, type Table } from './table.ts';
import * as transport from './transport.ts';

const generators: Readonly<Record<string, (random: Random) => Table>> = {
  ...administration,
  ...economy,
  ...landEnvironment,
  ...peopleServices,
  ...transport,
};

/** The demonstration file of a dataset, the same bytes every time. Throws on an unknown generator. */
export const demonstrationFile = (dataset: {
  number: number;
  slug: string;
  generator: string;
}): { name: string; bytes: Buffer } => {
  const generate = generators[dataset.generator];
  if (!generate) throw new Error(`There is no generator ${dataset.generator}`);
  const { bytes, ending } = fileOf(generate(createRandom(dataset.number)));
  return { name: `${dataset.slug}.${ending}`, bytes };
};
