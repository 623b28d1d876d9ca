// Rows as comma-separated values (RFC 4180), each field in quotes, as Wireshark copies and exports them. Pure.

const QUOTE = '"';

/** A line without its end. */
export const csvLine = (fields: readonly string[]): string =>
  fields.map((field) => QUOTE + field.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE).join(',');
