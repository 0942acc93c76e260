import en from './request-steps.en.json' with { type: 'json' };
import vi from './request-steps.vi.json' with { type: 'json' };
import type { Lang } from './texts.ts';

/** What happened to a request, step by step, and why its due day was replaced: for its public page and for the desk. */
export type RequestSteps = typeof vi;

const tables: Record<Lang, RequestSteps> = { vi, en };

export const requestStepsOf = (lang: Lang): RequestSteps => tables[lang];
