// How a stream of bytes falls into messages: what a protocol over TCP says of its own, once, for every stream that may carry it. It sees bytes
// and nothing else; who collects them, and out of which segments, is none of its business (reassembly/stream-messages.ts).

/** The message does not say yet how long it is: a byte more, at least, is needed to tell. */
export const ONE_MORE = 0;
/** It goes on until the sender closes the stream. */
export const UNTIL_END = -1;
/** These bytes are none of the protocol's: they are taken as they come, segment by segment. */
export const NOT_MINE = -2;
/** It has at least so many bytes, and then one will see. */
export const atLeast = (bytes: number): number => NOT_MINE - bytes;

export interface Framing {
  /** hand-off tables and keys whose streams it cuts: ['tcp.port', 53] */
  readonly under: readonly (readonly [table: string, key: number])[];
  /** its messages are requests and responses, and how long a response is may hang on what it answers: these are told apart and joined */
  readonly exchanges?: true;
  /** its messages have blocks of header fields that build on those before: these are gone through in order */
  readonly headers?: true;
  /** what stands in one segment, message behind message, is handed on as one */
  readonly together?: true;
  /**
   * Length in bytes of the message that begins at `at`, its own head included, or one of the above; the bytes that are there end at
   * `end`, behind `at`. More bytes may follow, but never change what was said of the length once. Never throws, whatever the bytes.
   * @param answers of a framing with `exchanges`: what the next response answers, in a number of the protocol's own; 0: nothing special
   */
  lengthAt(b: Uint8Array, at: number, end: number, answers?: number): number;
}

/** What to wait for, of a message of which `there` bytes are there, by what `lengthAt` said: its length so far … */
export function wantedLength(said: number, there: number): number {
  if (said > 0) return said;
  if (said === UNTIL_END) return LONGEST;
  return Math.max(there + 1, said < NOT_MINE ? NOT_MINE - said : 0);
}
/** … where it has no end: no message is longer. */
export const LONGEST = 0x7fffffff;

/** Whether the message is not whole, by what `lengthAt` said of `there` bytes. */
export const isOpen = (said: number, there: number): boolean => said !== NOT_MINE && (said <= 0 || said > there);
