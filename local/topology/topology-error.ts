/** The template asks for something the local runtime does not do. The message names resource, type and property. */
export class TopologyError extends Error {}
