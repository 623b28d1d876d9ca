// SQL as a tagged template: what stands in ${…} is bound, never pasted into the text.

/** An INTEGER of SQLite has 64 bits; time stamps in a hostile file can be further apart than that in ns. */
export const MOST_WHOLE = 9.2e18;

export type SqlValue = string | number | bigint | null | Uint8Array;

/** A statement and the values bound to its question marks. Build it with `sql`. */
export interface Query {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

const isQuery = (value: SqlValue | Query): value is Query =>
  typeof value === 'object' && value !== null && 'text' in value && 'params' in value;

/** `sql\`SELECT … WHERE id = ${id}\``. A Query inside is spliced in with its own values; everything else is bound. */
export function sql(strings: TemplateStringsArray, ...values: (SqlValue | Query)[]): Query {
  let text = strings[0];
  const params: SqlValue[] = [];
  values.forEach((value, i) => {
    if (isQuery(value)) {
      text += value.text;
      params.push(...value.params);
    } else {
      text += '?';
      params.push(value);
    }
    text += strings[i + 1];
  });
  return { text, params };
}

/** A piece of SQL text written by us (a column, an order). Never for anything that came from outside. */
export const trusted = (text: string): Query => ({ text, params: [] });
