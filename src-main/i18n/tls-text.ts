// A message of TLS in the timeline, in a line: `Client Hello: TLS 1.3 · example.org · h2`. The same in the window and on a terminal.

type Say = (message: { key: string; args?: Record<string, string | number> }) => string;

interface Told {
  name: string;
  says: string;
  probably: string;
  encrypted: boolean;
  length: number;
}

/** @param say a message in the reader's language */
export function tlsText({ name, says, probably, encrypted, length }: Told, say: Say): string {
  if (probably !== '') return say({ key: 'timeline.tls.probably', args: { name: probably } });
  const named = name.startsWith('Encrypted') ? 'yes' : 'no';
  if (encrypted) return say({ key: 'timeline.tls.encrypted', args: { name, named, bytes: length } });
  return says === '' ? name : say({ key: 'timeline.tls.says', args: { name, says } });
}

/** All of a segment, one behind the other. */
export const tlsLine = (messages: readonly Told[], say: Say): string =>
  messages.map((message) => tlsText(message, say)).join(' | ');
