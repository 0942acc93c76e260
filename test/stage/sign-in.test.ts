import { decodeJwt } from 'jose';
import { describe, expect, inject, it } from 'vitest';
import { API_BASE, operations as op } from '../../shared/contract/operations.ts';
import { claimsFor } from '../fixtures/claims.ts';
import { accountOf, stageIn } from '../journeys/driver/stage.ts';
import { signInByCode } from '../journeys/driver/stage-sign-in.ts';

const note = inject('stageNote') ?? '';
const stage = stageIn(note);
const officer = accountOf(note, 'focal-y-te');
/** Measured with MiniStack 1.4.21. */
const claim = claimsFor(
  stage.endpoint
    ? {
        'lets nobody sign in by handing a password to the client':
          'it does not look at the flows a client is allowed',
      }
    : {},
);
const readMe = (token: string) =>
  fetch(`${stage.publicUrl}${API_BASE}${op.readMe.path}`, { headers: { authorization: `Bearer ${token}` } });

describe('the deployed user pool', () => {
  it('gives the desk’s own client an access token by code and PKCE, which the API takes', async () => {
    const { access_token } = await signInByCode(stage, officer);
    expect(decodeJwt(access_token)).toMatchObject({
      iss: stage.issuer,
      client_id: stage.clientId,
      token_use: 'access',
    });
    expect((await readMe(access_token)).status).toBe(200);
  });

  it('gives an identity token, which the API does not take', async () => {
    const { id_token } = await signInByCode(stage, officer);
    expect([401, 403]).toContain((await readMe(id_token)).status);
  });

  it('gives nothing for a wrong password', async () => {
    await expect(signInByCode(stage, { ...officer, password: 'Sai-mat-khau-1!' })).rejects.toThrow(
      'without a code',
    );
  });

  it('gives nothing for a code whose verifier is another one', async () => {
    await expect(signInByCode(stage, officer, { verifierAtTheEnd: 'x'.repeat(43) })).rejects.toThrow(
      'invalid_grant',
    );
  });

  claim('lets nobody sign in by handing a password to the client', async () => {
    const response = await fetch(stage.endpoint ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: stage.clientId,
        AuthParameters: { USERNAME: officer.email, PASSWORD: officer.password },
      }),
    });
    expect(await response.text()).not.toContain('AccessToken');
    expect(response.status).toBe(400);
  });
});
