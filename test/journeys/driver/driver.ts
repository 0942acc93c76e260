import type { Lacks } from '../../fixtures/claims.ts';

/** Mail as a person finds it. */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
  /** Those the letter brings besides; unknown where the target does not show them. */
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * What a journey needs beyond plain HTTP, one implementation per target (embedded runtime, AWS emulator, stage).
 * Everything else goes through the portal's address.
 */
export type Driver = {
  readonly baseUrl: string;
  /** Tests of the journeys that this target is known not to pass, with the reason. */
  readonly lacks: Lacks;
  /** An access token of a persona, as the portal's authoriser accepts it. */
  signIn(persona: string): Promise<string>;
  /** Runs the morning of a day, as the schedule would; time moves on to it. */
  runMorning(day: string): Promise<void>;
  /** Letters sent to a persona, or to an address, oldest first. */
  mailTo(personaOrAddress: string): Promise<Letter[]>;
  /** Every line all functions have written to their logs. */
  logLines(): Promise<string[]>;
  /** The day it is in the portal. */
  today(): Promise<string>;
};
