// The bridge: the only code that both the page and Electron can reach. Runs sandboxed, with a context of its own.
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { ENGINE_PORT, EVENT, REQUEST } from './ipc/channels';
import type {
  ShellEvent,
  ShellEvents,
  ShellRequest,
  ShellRequests,
  SynscopeBridge,
} from './ipc/contracts/shell-contract';

/** Paths that came out of a real file which the user dropped: the page cannot name others. */
const dropped = new Set<string>();

const bridge: SynscopeBridge<File> = {
  request<N extends ShellRequest>(name: N, args: ShellRequests[N]['args']) {
    const { path } = ((args as unknown) ?? {}) as { path?: string };
    if (name === 'openDropped' && !dropped.has(path ?? ''))
      return Promise.reject(new Error('openDropped: this path was not dropped here'));
    return ipcRenderer.invoke(REQUEST, name, args) as Promise<ShellRequests[N]['answer']>;
  },
  on<N extends ShellEvent>(name: N, listener: (value: ShellEvents[N]) => void) {
    const heard = (_event: IpcRendererEvent, which: ShellEvent, value: ShellEvents[N]) => {
      if (which === name) listener(value);
    };
    ipcRenderer.on(EVENT, heard);
    return () => {
      ipcRenderer.off(EVENT, heard);
    };
  },
  pathOf(file: File) {
    const path = webUtils.getPathForFile(file);
    if (path) dropped.add(path);
    return path;
  },
};

contextBridge.exposeInMainWorld('synscope', bridge);

// A port cannot pass contextBridge; a message to the page's own origin can carry it.
ipcRenderer.on(ENGINE_PORT, (event) => {
  window.postMessage(ENGINE_PORT, location.origin, [...event.ports]);
});
