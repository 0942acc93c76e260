import type { Law } from '../template.ts';
import * as contract from './contract.ts';
import * as data from './data.ts';
import * as edge from './edge.ts';
import { everyFieldArrives } from './environment.ts';
import * as functions from './functions.ts';
import * as permissions from './permissions.ts';
import * as queues from './queues.ts';

/** Every law over the templates, by name. */
export const laws = {
  ...queues,
  ...permissions,
  ...data,
  ...functions,
  ...contract,
  ...edge,
  everyFieldArrives,
} satisfies Record<string, Law>;

export type LawName = keyof typeof laws;
