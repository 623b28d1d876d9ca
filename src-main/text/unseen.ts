// Characters that are not seen but change what is: control characters, line and paragraph separators, halves of surrogate pairs, bidirectional
// marks, embeddings and isolates, zero-width characters, tags. Variation selectors 1 to 16 are left: they only choose between two looks.
export const UNSEEN = /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** With a point for each of them but the tab. */
export const pointed = (text: string): string =>
  text.replace(UNSEEN, (character) => (character === '\t' ? character : '.'));
