// The margins of the printed pages and what stands in them: what is printed and which page of how many. Pure.

/** A text as a string of CSS: nothing in it can end the string. */
export function cssString(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must not stand there
  return `"${text.replace(/["\\<>\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`;
}

/** Longer names would run into the page number. */
const MOST = 80;
const shortened = (text: string): string =>
  [...text].length <= MOST ? text : `${[...text].slice(0, MOST - 1).join('')}…`;

/**
 * @param name   what is printed
 * @param number "Page {page} of {pages}" in the reader's language, made by `text('{page}', '{pages}')`
 */
export function pageStyle(name: string, number: (page: string, pages: string) => string): string {
  const [PAGE, PAGES] = ['\ue000', '\ue001'];
  const counters = number(PAGE, PAGES)
    .split(/([\ue000\ue001])/)
    .map((part) => (part === PAGE ? 'counter(page)' : part === PAGES ? 'counter(pages)' : cssString(part)))
    .join(' ');
  const font = 'font: 8pt system-ui, sans-serif; color: #5c6675;';
  return `@page {
  margin: 14mm 14mm 16mm;
  @bottom-left { content: ${cssString(shortened(name))}; ${font} width: 80%; }
  @bottom-right { content: ${counters}; ${font} white-space: nowrap; }
}`;
}
