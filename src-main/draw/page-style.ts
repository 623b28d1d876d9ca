// Printed pages: their paper, their margins and what stands in these: what is printed and which page of how many. Pure.
import type { PageSetup } from '../ipc/contracts/print-contract';
import { escaped } from './svg';

/** A text as a string of CSS: nothing in it can end the string. */
export function cssString(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must not stand there
  return `"${text.replace(/["\\<>\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`;
}

/** Longer names would run into the page number. */
const MOST = 80;
const shortened = (text: string): string =>
  [...text].length <= MOST ? text : `${[...text].slice(0, MOST - 1).join('')}…`;

/** mm around what is printed; below it there is a line of text */
const MARGIN: Record<PageSetup['margins'], number> = { narrow: 8, normal: 14, wide: 25 };

/** Millimetres above, beside and below. */
const marginsOf = ({ margins }: PageSetup): [top: number, side: number, bottom: number] => {
  const mm = MARGIN[margins];
  return [mm, mm, Math.max(12, mm + 2)];
};

const rule = (setup: PageSetup, more: string): string => {
  const [top, side, bottom] = marginsOf(setup);
  return `@page {
  size: ${setup.paper} ${setup.landscape ? 'landscape' : 'portrait'};
  margin: ${top}mm ${side}mm ${bottom}mm;${more}
}`;
};

/** The paper alone: what stands in its margins, whoever makes a PDF of it says (`footTemplate`). */
export const paperStyle = (setup: PageSetup): string => rule(setup, '');

type PageNumber = (page: string, pages: string) => string;

/** The parts of "Page {page} of {pages}", made by `text('{page}', '{pages}')`. */
function numberParts(
  number: PageNumber,
  parts: { page: string; pages: string; words: (text: string) => string },
): string[] {
  const [PAGE, PAGES] = ['\ue000', '\ue001'];
  return number(PAGE, PAGES)
    .split(/([\ue000\ue001])/)
    .map((part) => (part === PAGE ? parts.page : part === PAGES ? parts.pages : parts.words(part)));
}

/**
 * The paper, and what stands in its margins.
 * @param name   what is printed
 * @param number "Page {page} of {pages}" in the reader's language
 */
export function pageStyle(setup: PageSetup, name: string, number: PageNumber): string {
  const counters = numberParts(number, { page: 'counter(page)', pages: 'counter(pages)', words: cssString }).join(' ');
  const font = 'font: 8pt system-ui, sans-serif; color: #5c6675;';
  return rule(
    setup,
    `
  @bottom-left { content: ${cssString(shortened(name))}; ${font} width: 80%; }
  @bottom-right { content: ${counters}; ${font} white-space: nowrap; }`,
  );
}

/** The same foot as HTML, for Chromium's template of one. */
export function footTemplate(setup: PageSetup, name: string, number: PageNumber): string {
  const [, side] = marginsOf(setup);
  const counters = numberParts(number, {
    page: '<span class="pageNumber"></span>',
    pages: '<span class="totalPages"></span>',
    words: escaped,
  }).join('');
  const style = `display:flex;justify-content:space-between;width:100%;padding:0 ${side}mm;font:8px sans-serif;color:#4a5462`;
  return `<div style="${style}"><span>${escaped(shortened(name))}</span><span>${counters}</span></div>`;
}
