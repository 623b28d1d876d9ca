// Texts cross process borders as keys, never as sentences: the side that shows them knows the language.

/** A sentence of the message catalogue (`i18n/`) and what it is filled in with. */
export interface Message {
  /** key in the catalogues, e.g. `damage.cutShort` */
  key: string;
  args?: Record<string, string | number>;
}

/** An expected failure. `kind` is for programs, `message` for people, `detail` (English, technical) for a bug report. */
export interface Problem {
  kind: string;
  message: Message;
  detail?: string;
}
