// Characters that are not seen but change what is: control characters, line and paragraph separators, halves of surrogate pairs, bidirectional
// marks, embeddings and isolates, zero-width characters, tags. Variation selectors 1 to 16 are left: they only choose between two looks.
export const UNSEEN = /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** With a point for each of them but the tab. */
export const pointed = (text: string): string =>
  text.replace(UNSEEN, (character) => (character === '\t' ? character : '.'));

const PLAIN = /^[ -~]*$/;

/**
 * For documents and pictures: what is not seen, or turns the direction of writing, could show a text as another one than it is, and XML has
 * none of it. Ends of lines and tabs stay.
 */
export const visible = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .replace(/\r\n?/g, '\n')
        .replace(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : '\ufffd'))
        .replace(/[\ufffe\uffff]/g, '\ufffd');
