import * as z from 'zod';
import reasons from './unused-grants.json' with { type: 'json' };

const Answer = z.object({
  unused: z.array(z.object({ function: z.string(), action: z.string(), resource: z.string() })),
  used: z.array(z.unknown()),
});

/**
 * What the whole suite was granted and never used, less what has its reason. Fails for a grant without one, and for a
 * reason without a grant: both lists stay true.
 */
export const checkUnusedGrants = async (baseUrl: string): Promise<void> => {
  const response = await fetch(`${baseUrl}/_local/permissions`);
  const { unused, used } = Answer.parse(await response.json());
  const unreasoned = unused.filter(
    (grant) =>
      !reasons.some(
        (known) =>
          known.function === grant.function &&
          known.action === grant.action &&
          grant.resource.endsWith(known.resource),
      ),
  );
  const lines = unreasoned.map((grant) => `  ${grant.function}: ${grant.action} on ${grant.resource}`);
  console.log(`Grants used: ${used.length}; unused with a reason: ${unused.length - unreasoned.length}`);
  if (lines.length > 0) throw new Error(`Granted and never used, without a reason:\n${lines.join('\n')}`);
};
