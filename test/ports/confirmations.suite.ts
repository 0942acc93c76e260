import { beforeAll, describe, expect, it } from 'vitest';
import { challengeOf } from '../../shared/capabilities/confirmation.ts';
import { askForCode, proveAddress, type ConfirmationStore } from '../../shared/capabilities/confirmations.ts';
import { addSeconds, instant } from '../../shared/kernel/local-date.ts';
import { uniqueName } from './target.ts';

const at = instant(Date.parse('2025-06-16T02:00:00.000Z'));
const limits = { address: 3, source: 1000, purpose: 100_000 };

/** What every store of one-time codes must do, and what asking and proving come to on it. */
export const confirmationsSuite = (open: () => Promise<ConfirmationStore>): void => {
  let store: ConfirmationStore;
  beforeAll(async () => {
    store = await open();
  });

  const aMailbox = () => `${uniqueName('ban').toLowerCase()}@example.vn`;
  const letters: { email: string; code: string }[] = [];
  let next = 100_000;
  const asking = (anHour = limits) =>
    askForCode({
      store,
      rules: { minutes: 15, attempts: 5, anHour },
      newCode: () => String(next++),
      newSalt: () => uniqueName('salt'),
      send: async ({ email, code }) => void letters.push({ email, code }),
    });
  const ask = (email: string, source = uniqueName('source'), purpose: 'follow' | 'request' = 'follow') =>
    asking()({ purpose, email, at, source });
  const codeFor = (email: string) => letters.findLast((letter) => letter.email === email)?.code ?? '';
  const prove = (email: string, code: string, purpose: 'follow' | 'request' = 'follow', when = at) =>
    proveAddress(store)({ purpose, email, code, at: when });
  const refused = { refused: 'code-refused' };

  describe('the store', () => {
    it('makes one salt for ever', async () => {
      expect(await store.salt()).toBe(await store.salt());
      expect((await store.salt()).length).toBeGreaterThan(10);
    });

    it('counts everybody who counts at once', async () => {
      const key = uniqueName('count');
      const counted = await Promise.all(Array.from({ length: 8 }, () => store.count(key)));
      expect(counted.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('gives out as many attempts as there are, however they come', async () => {
      const key = uniqueName('code');
      await store.keep(key, challengeOf('1', 's', at, { minutes: 1, attempts: 5 }));
      const attempts = await Promise.all(Array.from({ length: 9 }, () => store.attempt(key)));
      expect(attempts.flatMap((one) => one?.attemptsLeft ?? []).sort()).toEqual([0, 1, 2, 3, 4]);
    });

    it('lets one of several take a challenge, and none take it for another', async () => {
      const key = uniqueName('code');
      const challenge = challengeOf('1', 's', at, { minutes: 1, attempts: 5 });
      await store.keep(key, challenge);
      expect(await store.use(key, challengeOf('2', 's', at, { minutes: 1, attempts: 5 }))).toBe(false);
      const used = await Promise.all([1, 2, 3].map(() => store.use(key, challenge)));
      expect(used.filter(Boolean)).toHaveLength(1);
      expect(await store.attempt(key)).toBeUndefined();
    });
  });

  describe('asking and proving', () => {
    it('confirms an address once', async () => {
      const email = aMailbox();
      expect(await ask(email)).toEqual({ validUntil: addSeconds(at, 900) });
      expect(await prove(email.toUpperCase(), codeFor(email))).toBe('confirmed');
      expect(await prove(email, codeFor(email))).toEqual(refused);
    });

    it('takes a code for its own purpose, address and time only', async () => {
      const [email, another] = [aMailbox(), aMailbox()];
      await ask(email);
      expect(await prove(email, codeFor(email), 'request')).toEqual(refused);
      expect(await prove(another, codeFor(email))).toEqual(refused);
      expect(await prove(email, codeFor(email), 'follow', addSeconds(at, 900))).toEqual(refused);
    });

    it('lets the newest code hold and no other', async () => {
      const email = aMailbox();
      await ask(email);
      const first = codeFor(email);
      await ask(email);
      expect(await prove(email, first)).toEqual(refused);
      expect(await prove(email, codeFor(email))).toBe('confirmed');
    });

    it('stops listening to who guesses, even when the right code comes next', async () => {
      const email = aMailbox();
      await ask(email);
      const guesses = Array.from({ length: 40 }, (_, i) => prove(email, String(900_000 + i)));
      expect(new Set((await Promise.all(guesses)).map((one) => JSON.stringify(one))).size).toBe(1);
      expect(await prove(email, codeFor(email))).toEqual(refused);
    });

    it('lets one of several that show the right code at once go through', async () => {
      const email = aMailbox();
      await ask(email);
      const shown = await Promise.all([1, 2, 3].map(() => prove(email, codeFor(email))));
      expect(shown.filter((one) => one === 'confirmed')).toHaveLength(1);
    });

    it('sends so many letters to an address in an hour, and says nothing else of it', async () => {
      const email = aMailbox();
      const answers = [];
      for (let i = 0; i < 5; i++) answers.push(await ask(email));
      expect(answers.slice(3)).toEqual([{ refused: 'too-many' }, { refused: 'too-many' }]);
      expect(letters.filter((letter) => letter.email === email)).toHaveLength(3);
      expect(
        await asking()({ purpose: 'follow', email, at: addSeconds(at, 3600), source: uniqueName('source') }),
      ).toHaveProperty('validUntil');
    });

    it('sends so many for one source, and spares the addresses when it is over', async () => {
      const source = uniqueName('source');
      const few = asking({ ...limits, source: 2 });
      const [first, second, third] = [aMailbox(), aMailbox(), aMailbox()];
      await few({ purpose: 'follow', email: first, at, source });
      await few({ purpose: 'follow', email: second, at, source });
      for (let i = 0; i < 4; i++)
        expect(await few({ purpose: 'follow', email: third, at, source })).toEqual({ refused: 'too-many' });
      expect(await ask(third)).toHaveProperty('validUntil');
    });

    it('sends so many for one purpose altogether', async () => {
      const when = addSeconds(at, 50 * 3600);
      const few = asking({ ...limits, purpose: 2 });
      const to = (email: string) =>
        few({ purpose: 'request', email, at: when, source: uniqueName('source') });
      await to(aMailbox());
      await to(aMailbox());
      expect(await to(aMailbox())).toEqual({ refused: 'too-many' });
    });
  });
};
