// The one place where main and the page talk: who may ask, what an argument may be, how an event goes out.
import { ipcMain, type IpcMainInvokeEvent, type MessagePortMain, type WebContents } from 'electron';
import * as v from 'valibot';
import { ENGINE_PORT, EVENT, REQUEST } from '../ipc/channels';
import type { ShellEvent, ShellEvents, ShellRequest, ShellRequests } from '../ipc/contracts/shell-contract';
import { REQUEST_ARGUMENTS } from './request-arguments';

/** One function for each request of the contract; a missing one does not compile. */
export type RequestHandlers = {
  [N in ShellRequest]: (
    args: ShellRequests[N]['args'],
  ) => ShellRequests[N]['answer'] | Promise<ShellRequests[N]['answer']>;
};

/**
 * Answer the pages' requests. `origins`: where a page may come from; anything else is refused. `handlersOf`: what the page
 * of this window may ask; null: nothing.
 */
export function answerRequests(
  handlersOf: (sender: WebContents) => Partial<RequestHandlers> | null,
  origins: string[],
): void {
  ipcMain.handle(REQUEST, (event: IpcMainInvokeEvent, name: unknown, args: unknown) => {
    checkSender(event, origins);
    if (typeof name !== 'string' || !Object.hasOwn(REQUEST_ARGUMENTS, name)) throw new Error('unknown request');
    const request = name as ShellRequest;
    const checked = v.safeParse(REQUEST_ARGUMENTS[request], args);
    if (!checked.success) throw new Error(`${request}: ${checked.issues[0].message}`);
    const handler = handlersOf(event.sender)?.[request] as ((args: unknown) => unknown) | undefined;
    if (!handler) throw new Error('not allowed');
    return handler(checked.output);
  });
}

function checkSender(event: IpcMainInvokeEvent, origins: string[]): void {
  const frame = event.senderFrame;
  // only the top page of our own origin; a frame that is gone already has no claim either
  if (!frame || frame.parent !== null || !origins.includes(originOf(frame.url))) throw new Error('not allowed');
}

/** `scheme://host`; URL.origin is "null" for schemes that Node does not know. */
function originOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return '';
  }
}

/** Tell the page. Does nothing when the page is gone. */
export function sendEvent<N extends ShellEvent>(to: WebContents, name: N, value: ShellEvents[N]): void {
  if (!to.isDestroyed()) to.send(EVENT, name, value);
}

/** Hand the page its end of the line to the engine. */
export function sendEnginePort(to: WebContents, port: MessagePortMain): void {
  if (!to.isDestroyed()) to.postMessage(ENGINE_PORT, null, [port]);
}
