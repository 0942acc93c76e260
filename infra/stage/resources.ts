import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { queryCall, type AwsCaller } from './aws-call.ts';

const parser = new XMLParser({ isArray: (name) => name === 'member', parseTagValue: false });

const Answer = z.object({
  ListStackResourcesResponse: z.object({
    ListStackResourcesResult: z.object({
      StackResourceSummaries: z.object({
        member: z.array(
          z.object({ LogicalResourceId: z.string(), PhysicalResourceId: z.string().default('') }),
        ),
      }),
      NextToken: z.string().optional(),
    }),
  }),
});

/** What a deployed stack's resources are really called, by logical id. */
export const resourcesOf = async (call: AwsCaller, stack: string): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  let next: string | undefined;
  do {
    const xml = await queryCall(call, 'cloudformation', {
      Action: 'ListStackResources',
      Version: '2010-05-15',
      StackName: stack,
      ...(next ? { NextToken: next } : {}),
    });
    const { StackResourceSummaries, NextToken } = Answer.parse(parser.parse(xml)).ListStackResourcesResponse
      .ListStackResourcesResult;
    for (const { LogicalResourceId, PhysicalResourceId } of StackResourceSummaries.member)
      found[LogicalResourceId] = PhysicalResourceId;
    next = NextToken;
  } while (next);
  return found;
};

/** The account the caller's credentials belong to. */
export const accountOf = async (call: AwsCaller): Promise<string> => {
  const xml = await queryCall(call, 'sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' });
  const found = /<Account>(\d{12})<\/Account>/.exec(xml)?.[1];
  if (!found) throw new Error(`Who is calling is not known: ${xml}`);
  return found;
};
