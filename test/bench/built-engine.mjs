// The built engine (out/main/engine.js) in plain Node, as Electron's utility process runs it: for the children of the benches.
import { pathToFileURL } from 'node:url';
import { inRoot } from '../../native/project.mjs';

/**
 * Loads the engine. `open(path, cacheDir, port, more)` has it open a capture for whoever is behind `port`; `loaded` is its message of that, `stored`
 * comes with the last connection in its database. An engine that fails ends the process.
 */
export async function builtEngine() {
  let deliver;
  let allStored;
  const stored = new Promise((resolve) => (allStored = resolve));
  const loaded = new Promise((resolve) => {
    process.parentPort = {
      on: (_event, listener) => (deliver = listener),
      postMessage: (message) => {
        if (message.type === 'loaded') resolve(message);
        if (message.type === 'stored') allStored();
      },
    };
  });
  process.on('unhandledRejection', (error) => {
    console.error(error);
    process.exit(1);
  });
  await import(pathToFileURL(inRoot('out/main/engine.js')).href);
  const how = { defragment: true, byTunnel: false, sorted: false, timeShift: { sec: 0, nano: 0 }, decodeAs: [] };
  const start = { follow: false, more: [], ...how, carried: null, keyLog: null, keep: false };
  return {
    open: (path, cacheDir, port, more = {}) => deliver({ data: { ...start, path, cacheDir, ...more }, ports: [port] }),
    loaded,
    stored,
  };
}
