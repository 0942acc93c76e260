import type { EnvironmentName } from '../environments.ts';

/** The parameter in which the edge stack says which distribution it made; functions deployed before it read it by name. */
export const distributionParameter = (name: EnvironmentName): string =>
  `/cong-du-lieu/${name}/distribution-id`;

/** Output of the service stack: whose role the edge stack lets order invalidations. */
export const PUBLISHER_ROLE = 'PublisherRole';
