import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts one finding of the security rules on one construct; the reason is for the reader who asks why. */
export const acknowledge = (construct: IConstruct, id: string, reason: string): void => {
  if (reason.trim().split(/\s+/).length < 6) throw new Error(`${construct.node.path}: ${id} needs a reason`);
  Validations.of(construct).acknowledge({ id, reason });
};

/** How another stack's template names a value of this construct's stack; the security rules speak of it so. */
export const importedName = (owner: IConstruct, value: string): string => {
  const home = Stack.of(owner);
  const imported = home.resolve(home.exportValue(value)) as { 'Fn::ImportValue': string };
  return imported['Fn::ImportValue'];
};
