import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConfirmationStore } from '../../capabilities/confirmations.ts';
import { Instant } from '../../kernel/local-date.ts';

const Stored = z.object({
  salt: z.string(),
  codeHash: z.string(),
  attemptsLeft: z.int().nonnegative(),
  validUntil: Instant,
});

const HOURS_KEPT = 24;

/** When the table may forget an item, in its own time; whether a code still holds is judged by the domain's. */
const expiresAt = () => Math.floor(Date.now() / 1000) + HOURS_KEPT * 3600;

const unlessRefused = async <T, U>(work: Promise<T>, refused: U): Promise<T | U> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return refused;
    throw error;
  }
};

/** A table of its own, in which everything but the salt is gone after a day. */
export const dynamoConfirmations = (db: DynamoDBDocumentClient, table: string): ConfirmationStore => {
  let known: string | undefined;
  return {
    async salt() {
      if (known !== undefined) return known;
      const { Attributes } = await db.send(
        new UpdateCommand({
          TableName: table,
          Key: { key: 'salt' },
          UpdateExpression: 'SET salt = if_not_exists(salt, :new)',
          ExpressionAttributeValues: { ':new': randomBytes(32).toString('hex') },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return (known = z.string().parse(Attributes?.['salt']));
    },
    async count(key) {
      const { Attributes } = await db.send(
        new UpdateCommand({
          TableName: table,
          Key: { key },
          UpdateExpression: 'ADD asked :one SET expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':one': 1, ':expiresAt': expiresAt() },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return z.int().parse(Attributes?.['asked']);
    },
    async keep(key, challenge) {
      await db.send(
        new PutCommand({ TableName: table, Item: { key, ...challenge, expiresAt: expiresAt() } }),
      );
    },
    async attempt(key) {
      const updated = await unlessRefused(
        db.send(
          new UpdateCommand({
            TableName: table,
            Key: { key },
            UpdateExpression: 'SET attemptsLeft = attemptsLeft - :one',
            ConditionExpression: 'attemptsLeft > :none',
            ExpressionAttributeValues: { ':one': 1, ':none': 0 },
            ReturnValues: 'ALL_NEW',
          }),
        ),
        undefined,
      );
      return updated && Stored.parse(updated.Attributes);
    },
    async use(key, { codeHash }) {
      const deleted = await unlessRefused(
        db.send(
          new DeleteCommand({
            TableName: table,
            Key: { key },
            ConditionExpression: 'codeHash = :this',
            ExpressionAttributeValues: { ':this': codeHash },
          }),
        ),
        false as const,
      );
      return deleted !== false;
    },
  };
};
