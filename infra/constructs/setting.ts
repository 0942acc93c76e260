import { join } from 'node:path';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Environment, EnvironmentName } from '../environments.ts';

/** The repository's root: entries, layers and runbooks are named from here. */
export const root = join(import.meta.dirname, '..', '..');

/** `bundled` builds every function; `declared` writes templates without code, for tests of the template itself. */
export type Entries = 'bundled' | 'declared';

/** What every construct must know about where it stands. */
export type Setting = {
  readonly name: EnvironmentName;
  readonly environment: Environment;
  readonly entries: Entries;
  /** Where alarms speak. */
  readonly alarms: ITopic;
};

/** `check-upload` → `CheckUpload`: the part of a logical id that names a thing. */
export const pascal = (id: string): string =>
  id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
