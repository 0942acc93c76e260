import * as z from 'zod';
import { jsonCall, type AwsCaller } from './aws-call.ts';

export type NewUser = { readonly email: string; readonly name: string; readonly password: string };

const operation = (name: string): string => `AWSCognitoIdentityProviderService.${name}`;

const Attributes = z.array(z.object({ Name: z.string(), Value: z.string().default('') }));
const Created = z.object({ User: z.object({ Attributes }) });

/**
 * Lets somebody sign in: made by an administrator, with a password that is theirs at once and no mail sent. Answers the
 * subject the pool chose for them. Throws when the address is taken.
 */
export const createUser = async (call: AwsCaller, UserPoolId: string, user: NewUser): Promise<string> => {
  const made = Created.parse(
    await jsonCall(call, 'cognito-idp', operation('AdminCreateUser'), {
      UserPoolId,
      Username: user.email,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: user.email },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: user.name },
      ],
    }),
  );
  await jsonCall(call, 'cognito-idp', operation('AdminSetUserPassword'), {
    UserPoolId,
    Username: user.email,
    Password: user.password,
    Permanent: true,
  });
  const sub = made.User.Attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (!sub) throw new Error(`The pool gave ${user.email} no subject`);
  return sub;
};
