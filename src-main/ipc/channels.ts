// Names of the channels between the main process and the renderer.
export const REQUEST = 'synscope:request';
export const EVENT = 'synscope:event';
/** carries the MessagePort to the engine, and is the text of the message the page then gets with it */
export const ENGINE_PORT = 'synscope:engine-port';
