import { createHash } from 'node:crypto';
import { PLACE } from '../place.ts';
import type { Assembly, Resource } from './assembly.ts';
import { identityOf, type Identity, type LocalAddresses } from './identities.ts';
import { TopologyError } from './topology-error.ts';

/** Gives template values their local meaning. Throws `TopologyError` on an intrinsic, reference or attribute it does not know. */
export type Resolver = {
  readonly value: (stack: string, value: unknown, where: string) => unknown;
  readonly identity: (resource: Resource) => Identity;
};

const NO_VALUE = Symbol('AWS::NoValue');

/**
 * What stands for a secret that CloudFormation would look up at deployment: always the same for one name. On a laptop
 * it keeps nobody out; it shows that what must be said is said.
 */
const secretOf = (name: string): string =>
  createHash('sha256').update(`local secret ${name}`).digest('base64url');

const withSecrets = (text: string): string =>
  text.replace(/\{\{resolve:secretsmanager:([^:}]+):SecretString\}\}/g, (_, name: string) => secretOf(name));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const createResolver = (
  assembly: Assembly,
  options: { local: LocalAddresses; rewrite?: (text: string) => string },
): Resolver => {
  const known = new Map<Resource, Identity>();
  const { local, rewrite = (text) => text } = options;

  const find = (stack: string, id: string, where: string): Resource => {
    const found = assembly.stacks.get(stack)?.resources.get(id);
    if (!found) throw new TopologyError(`${where}: there is no resource ${id} in ${stack}`);
    return found;
  };

  const regionOf = (stack: string): string => assembly.stacks.get(stack)?.region ?? PLACE.region;

  const identity = (resource: Resource): Identity => {
    const before = known.get(resource);
    if (before) return before;
    const where = `${resource.stack}/${resource.id}`;
    const made = identityOf({
      resource,
      region: regionOf(resource.stack),
      local,
      text: (property) => {
        const given = resource.properties[property];
        return given === undefined ? undefined : text(resource.stack, given, `${where}.${property}`);
      },
    });
    if (!made)
      throw new TopologyError(
        `${where}: a reference to the type ${resource.type} is unknown to the local runtime`,
      );
    known.set(resource, made);
    return made;
  };

  const pseudo = (stack: string, name: string): string | undefined =>
    ({
      'AWS::Region': regionOf(stack),
      'AWS::AccountId': PLACE.account,
      'AWS::Partition': PLACE.partition,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack,
      'AWS::StackId': `arn:aws:cloudformation:${regionOf(stack)}:${PLACE.account}:stack/${stack}/local`,
    })[name];

  const reference = (stack: string, name: string, where: string): string =>
    pseudo(stack, name) ?? identity(find(stack, name, where)).ref;

  const attribute = (stack: string, id: string, name: string, where: string): string => {
    const resource = find(stack, id, where);
    const found = identity(resource).attributes[name];
    if (found === undefined)
      throw new TopologyError(
        `${where}: the attribute ${name} of ${id} (${resource.type}) is unknown to the local runtime`,
      );
    return found;
  };

  const substitute = (stack: string, given: unknown, where: string): string => {
    const [template, own] = Array.isArray(given)
      ? [String(given[0]), given[1] as Record<string, unknown>]
      : [String(given), {}];
    return template.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in own) return text(stack, own[name], where);
      const [id = '', ...rest] = name.split('.');
      return rest.length > 0 ? attribute(stack, id, rest.join('.'), where) : reference(stack, name, where);
    });
  };

  const list = (stack: string, given: unknown, where: string): unknown[] => {
    const found = value(stack, given, where);
    if (!Array.isArray(found)) throw new TopologyError(`${where}: a list was expected`);
    return found;
  };

  const text = (stack: string, given: unknown, where: string): string => {
    const found = value(stack, given, where);
    if (typeof found === 'string') return found;
    if (typeof found === 'number' || typeof found === 'boolean') return String(found);
    throw new TopologyError(`${where}: a text was expected, not ${JSON.stringify(found)}`);
  };

  const intrinsic = (stack: string, name: string, given: unknown, where: string): unknown => {
    switch (name) {
      case 'Ref':
        return given === 'AWS::NoValue' ? NO_VALUE : reference(stack, String(given), where);
      case 'Fn::GetAtt': {
        const [id = '', ...rest] = Array.isArray(given) ? given.map(String) : String(given).split('.');
        return attribute(stack, id, rest.join('.'), where);
      }
      case 'Fn::Join': {
        const [separator, parts] = given as [string, unknown];
        return list(stack, parts, where).map(String).join(separator);
      }
      case 'Fn::Split': {
        const [separator, whole] = given as [string, unknown];
        return text(stack, whole, where).split(separator);
      }
      case 'Fn::Select': {
        const [index, from] = given as [unknown, unknown];
        const chosen = list(stack, from, where)[Number(index)];
        if (chosen === undefined)
          throw new TopologyError(`${where}: Fn::Select finds nothing at ${String(index)}`);
        return chosen;
      }
      case 'Fn::Sub':
        return substitute(stack, given, where);
      case 'Fn::ImportValue': {
        const exported = assembly.exports.get(text(stack, given, where));
        if (!exported) throw new TopologyError(`${where}: nobody exports ${JSON.stringify(given)}`);
        return value(exported.stack, exported.value, where);
      }
      case 'Fn::GetStackOutput': {
        const named = (key: string): string =>
          isRecord(given) && typeof given[key] === 'string' ? given[key] : '';
        const [StackName, OutputName] = [named('StackName'), named('OutputName')];
        const outputs = assembly.stacks.get(StackName)?.outputs;
        if (!outputs?.has(OutputName))
          throw new TopologyError(`${where}: ${StackName} has no output ${OutputName}`);
        return value(StackName, outputs.get(OutputName), where);
      }
      default:
        throw new TopologyError(`${where}: the intrinsic ${name} is unknown to the local runtime`);
    }
  };

  const value = (stack: string, given: unknown, where: string): unknown => {
    if (typeof given === 'string') return rewrite(withSecrets(given));
    if (Array.isArray(given))
      return given.map((one, i) => value(stack, one, `${where}.${i}`)).filter((one) => one !== NO_VALUE);
    if (!isRecord(given)) return given;
    const [only, ...more] = Object.entries(given);
    if (only && more.length === 0 && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      const made = intrinsic(stack, only[0], only[1], where);
      return typeof made === 'string' ? rewrite(made) : made;
    }
    return Object.fromEntries(
      Object.entries(given)
        .map(([key, one]) => [key, value(stack, one, `${where}.${key}`)] as const)
        .filter(([, one]) => one !== NO_VALUE),
    );
  };

  return { value, identity };
};
