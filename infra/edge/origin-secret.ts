import type { EnvironmentName } from '../environments.ts';

/** How a secret of one generation is called, in the home region and as its copy beside the CDN. */
export const originSecretName = (name: EnvironmentName, generation: number): string =>
  `cong-du-lieu/${name}/origin-secret-${generation}`;

/** Resolved by CloudFormation at deployment, in the region of the stack that says it; the template never holds the value. */
export const originSecretValue = (name: EnvironmentName, generation: number): string =>
  `{{resolve:secretsmanager:${originSecretName(name, generation)}:SecretString}}`;
