export { screen, type ScreenOptions, type Screened } from './screen.ts';
