import { useState } from 'preact/hooks';
import type { PlaceValues } from '../../../shared/kernel/place-values.ts';
import type * as Drawer from './draw-places.ts';
import { loadShapes, type Shapes } from './load.ts';
import type { PlacesSeed } from './model.ts';
import { PlacesPicture } from './places-picture.tsx';
import { ShowButton } from './show-button.tsx';

export type LoadedPlaces = {
  readonly table: PlaceValues;
  readonly boundary: PlaceValues;
  readonly shapes: Shapes;
  readonly drawer: typeof Drawer;
};

/** The portal writes these files itself, in the form the type says. */
const figuresAt = async (address: string): Promise<PlaceValues> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The figures answered ${answer.status}`);
  return (await answer.json()) as PlaceValues;
};

type State = 'waiting' | 'loading' | 'failed' | LoadedPlaces;

/** A button; figures, shapes and what draws them are loaded when somebody asks for the map, not before. */
export const PlacesIsland = (seed: PlacesSeed) => {
  const { texts, shapeTexts, figures, boundary } = seed;
  const [state, setState] = useState<State>('waiting');
  const show = async (): Promise<void> => {
    setState('loading');
    try {
      const [table, codes, shapes, drawer] = await Promise.all([
        figuresAt(figures),
        figuresAt(boundary.figures),
        loadShapes(boundary.file, boundary.bytes),
        import('./draw-places.ts'),
      ]);
      setState({ table, boundary: codes, shapes, drawer });
    } catch {
      setState('failed');
    }
  };
  if (typeof state === 'object') return <PlacesPicture loaded={state} seed={seed} />;
  return <ShowButton state={state} texts={shapeTexts} failed={texts.failed} show={() => void show()} />;
};
