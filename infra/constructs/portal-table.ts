import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type CfnTable,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import type { ServiceFunction } from './service-function.ts';

type Key = { readonly name: string; readonly type: 'S' | 'N' };
export type IndexProps = {
  readonly partition: Key;
  readonly sort?: Key;
  readonly include?: readonly string[];
};

export type PortalTableProps = {
  readonly environment: Environment;
  readonly partition: Key;
  readonly sort?: Key;
  readonly indexes?: Readonly<Record<string, IndexProps>>;
  readonly expiresBy?: string;
  readonly stream?: boolean;
  /** The name in the template, if not the construct's own. */
  readonly logicalId?: string;
};

type TableAction =
  'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

const attribute = ({ name, type }: Key) => ({
  name,
  type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER,
});

export const removalOf = (environment: Environment): RemovalPolicy =>
  environment.data.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

/** A table on demand, recoverable to any second of 35 days, kept when real. Its logical id is its name for ever. */
export class PortalTable extends Construct {
  readonly table: Table;
  private readonly indexNames: readonly string[];

  constructor(scope: Construct, id: string, props: PortalTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: attribute(props.partition),
      ...(props.sort ? { sortKey: attribute(props.sort) } : {}),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.environment.data.deletionProtection,
      removalPolicy: removalOf(props.environment),
      ...(props.expiresBy ? { timeToLiveAttribute: props.expiresBy } : {}),
      ...(props.stream ? { stream: StreamViewType.NEW_IMAGE } : {}),
    });
    for (const [indexName, index] of Object.entries(props.indexes ?? {}))
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: attribute(index.partition),
        ...(index.sort ? { sortKey: attribute(index.sort) } : {}),
        ...(index.include
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.include] }
          : { projectionType: ProjectionType.ALL }),
      });
    this.indexNames = Object.keys(props.indexes ?? {});
    (this.table.node.defaultChild as CfnTable).overrideLogicalId(props.logicalId ?? id);
  }

  /** Allows single named actions on the table's own items. */
  grant(caller: ServiceFunction, actions: readonly TableAction[]): void {
    caller.allow(
      actions.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
    );
  }

  /** Allows reading by the named indexes, or by all the table has. */
  grantQueryIndexes(caller: ServiceFunction, names: readonly string[] = this.indexNames): void {
    for (const name of names)
      if (!this.indexNames.includes(name)) throw new Error(`${this.node.path} has no index “${name}”`);
    caller.allow(
      ['dynamodb:Query'],
      names.map((name) => `${this.table.tableArn}/index/${name}`),
    );
  }
}
