import type { CaseIndexes, CommandContext } from '../case-store.ts';
import { statusOf, type Dataset } from './model.ts';

/** The keys under which the desk finds datasets: of my agency, of all, of one status; newest change last. */
export const datasetKeys = {
  ofAgency: (agency: string) => `dataset#${agency}`,
  all: 'dataset',
  ofStatus: (status: string) => `dataset#${status}`,
} as const;

export const indexesOf = (dataset: Dataset, { at }: CommandContext): CaseIndexes => {
  const sort = `${at}#${dataset.id}`;
  return {
    owner: [datasetKeys.ofAgency(dataset.agency), sort],
    kind: [datasetKeys.all, sort],
    status: [datasetKeys.ofStatus(statusOf(dataset)), sort],
  };
};
