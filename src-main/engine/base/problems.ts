// Expected failures as the contract has them; and the one form in which our own bugs cross the port.
import type { MessageKey } from '../../i18n/catalogue';
import type { Problem } from '../../ipc/message';

/** A failure that a user can do something about. `kind` for programs, the key for people. */
export function problem(
  kind: string,
  key: MessageKey,
  args?: Record<string, string | number>,
  detail?: string,
): Problem {
  return { kind, message: { key, args }, ...(detail === undefined ? {} : { detail }) };
}

/** What an unexpected exception says, with its place in our code. */
export const detailOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** An exception that nobody expected, while answering `request`. */
export const bug = (request: string, error: unknown): Problem =>
  problem('engine.bug', 'engine.bug', { request }, detailOf(error));
