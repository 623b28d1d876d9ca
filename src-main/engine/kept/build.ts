// Which build this is: what another one has worked out is not taken over. The build puts in a sum of all sources of the main side (electron.config.ts).
declare const SYNSCOPE_BUILD: string | undefined;

/** Where the sources run as they are (tests), there is no such sum. */
export const BUILD = `${typeof SYNSCOPE_BUILD === 'undefined' ? 'sources' : SYNSCOPE_BUILD} ${process.versions.v8}`;
