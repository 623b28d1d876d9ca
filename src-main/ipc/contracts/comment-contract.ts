// Comments on packets and on the capture: what the file has, until the reader writes others. The engine keeps them while the capture is
// open; they go into what is exported as pcapng.

/** Characters of one comment (a pcapng option holds 65,535 bytes), and comments of one packet. */
export const MAX_COMMENT = 65_535;
export const MOST_COMMENTS = 1_000;

export interface CommentRequests {
  /** Comments on a packet; `frame` null: on the capture. */
  comments: { args: { frame: number | null }; answer: string[] };
  /** Writes others in their place. Answers false where there are too many already. */
  setComments: { args: { frame: number | null; comments: string[] }; answer: boolean };
}
