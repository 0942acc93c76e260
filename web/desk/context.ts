import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Client } from '../../shared/contract/client.ts';
import type { Me } from '../../shared/contract/registry.ts';
import type { Session } from './session.ts';
import type { Vocabularies } from './settings.ts';

/** What every screen of the desk has at hand. */
export type Desk = { call: Client; me: Me; session: Session; vocabularies: Vocabularies };

export const DeskContext = createContext<Desk | undefined>(undefined);

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A desk screen stands outside the desk');
  return desk;
};

/** True when one of the person's memberships gives the role. */
export const holds = (me: Me, role: Me['memberships'][number]['role']): boolean =>
  me.memberships.some((membership) => membership.role === role);

/** Who reads what every agency has on its desk. */
export const seesAll = (me: Me): boolean =>
  holds(me, 'department') || holds(me, 'chairman') || holds(me, 'ops');
