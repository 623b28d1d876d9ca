// What comes from a capture, a file name or the command line, made harmless for where it is printed. Nothing else escapes.
import { escaped, hex } from './escaped';
import { UNSEEN } from './unseen';

const CONTROL = /\p{Cc}/gu;
/** Most lines have nothing else: a small class is found faster than a large one is not. */
const PLAIN = /^[ -~]*$/;

/** For people: one line, with nothing in it that a terminal obeys or that lets a reader see something else than is there. */
export const forTerminal = (text: string): string => (PLAIN.test(text) ? text : text.replace(UNSEEN, escaped));

/**
 * For programs: one cell of one line. As tshark writes it, but no control character is left (tshark writes all but five of them raw).
 * Characters that only people could be deceived by stay what they are, unless it is a terminal that shows them.
 */
export const forColumn = (text: string, terminal: boolean): string =>
  PLAIN.test(text) ? text : text.replace(terminal ? UNSEEN : CONTROL, escaped);

/** JSON that means the same, in which nothing is left that a terminal obeys. */
export const forJson = (value: unknown, indent?: number): string => {
  // JSON.stringify escapes C0 and lone surrogates by itself; the line ends of `indent` are its own
  const text = JSON.stringify(value, null, indent);
  if (PLAIN.test(text)) return text;
  return text.replace(UNSEEN, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, i) => `\\u${hex(character.charCodeAt(i), 4)}`).join(''),
  );
};

const XML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** For XML 1.0, as text or in an attribute: nothing that it forbids, and nothing that a reader does not see. */
export const forXml = (text: string): string =>
  forTerminal(text)
    .replace(/[&<>"']/g, (character) => XML[character])
    .replace(/[\ufffe\uffff]/g, '\ufffd');
