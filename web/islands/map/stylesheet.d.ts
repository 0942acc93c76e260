/** A stylesheet that the build puts beside the script which asks for it. */
declare module '*.css';
