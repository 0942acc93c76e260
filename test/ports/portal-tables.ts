import {
  CreateTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readEnvironments } from '../../infra/environments.ts';
import { makeDataStack } from '../../infra/stacks/data.ts';
import { uniqueName, type PortTarget } from './target.ts';

type Kind = 'Ledger' | 'Cases' | 'People' | 'Papers' | 'Views' | 'Confirmations' | 'Followers';
type TableProperties = Pick<
  CreateTableCommandInput,
  'KeySchema' | 'AttributeDefinitions' | 'GlobalSecondaryIndexes'
> & { StreamSpecification?: { StreamViewType: 'NEW_IMAGE' } };

let described: Record<string, { Properties: TableProperties }> | undefined;
const synthesised = (): Record<string, { Properties: TableProperties }> => {
  if (described) return described;
  const environment = readEnvironments().dev;
  const { stack } = makeDataStack(new App({ analyticsReporting: false }), 'dev', environment);
  described = Template.fromStack(stack).findResources('AWS::DynamoDB::Table') as NonNullable<
    typeof described
  >;
  return described;
};

export type PortalTables = {
  readonly db: DynamoDBDocumentClient;
  readonly names: {
    readonly ledger: string;
    readonly cases: string;
    readonly people: string;
    readonly papers: string;
    readonly views: string;
    readonly confirmations: string;
    readonly followers: string;
  };
  readonly close: () => void;
};

/**
 * The portal's tables as the data stack describes them, made anew at an endpoint under names of their own. Those not
 * asked for have a name and do not exist.
 */
export const makePortalTables = async (
  target: PortTarget,
  kinds: readonly Kind[] = ['Ledger', 'Cases', 'People', 'Papers', 'Views', 'Confirmations', 'Followers'],
): Promise<PortalTables> => {
  const { endpoint, region, credentials } = target;
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const make = async (kind: Kind): Promise<string> => {
    const found = synthesised()[kind];
    if (!found) throw new Error(`The data stack describes no table ${kind}`);
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, StreamSpecification } = found.Properties;
    const TableName = uniqueName(kind);
    if (!kinds.includes(kind)) return TableName;
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema,
        AttributeDefinitions,
        ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
        ...(StreamSpecification
          ? { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }
          : {}),
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
    return TableName;
  };
  return {
    db: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    names: {
      ledger: await make('Ledger'),
      cases: await make('Cases'),
      people: await make('People'),
      papers: await make('Papers'),
      views: await make('Views'),
      confirmations: await make('Confirmations'),
      followers: await make('Followers'),
    },
    close: () => client.destroy(),
  };
};
