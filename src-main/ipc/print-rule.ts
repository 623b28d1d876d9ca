// What orders for printed pages must look like, at every border that they cross.
import * as v from 'valibot';
import { PACKET_SCOPES } from './export-wanted';
import { REPORT_QUERY } from './report-rule';
import { TIME_FORMATS } from './time-formats';
import {
  MARGINS,
  MOST_OPEN_PLACES,
  MOST_PRINTED_CELLS,
  PAPERS,
  PRINT_SCALES,
  PRINTED_DETAILS,
  type PacketsToPrint,
  type PrintAsked,
  type PrintChoice,
} from './contracts/print-contract';

/** Characters of a name, of a place in a tree, and of all cells of a table. */
const MOST_NAME = 500;
const MOST_PLACE = 2_000;
const MOST_TEXT = 64 << 20;

/** What stands at the foot of a page, or above it. */
export const PRINTED_NAME = v.pipe(v.string(), v.maxLength(MOST_NAME));

const setup = {
  paper: v.picklist(PAPERS),
  landscape: v.boolean(),
  margins: v.picklist(MARGINS),
  scale: v.picklist(PRINT_SCALES),
};
const parts = { summary: v.boolean(), details: v.picklist(PRINTED_DETAILS), bytes: v.boolean() };

export const PACKETS_TO_PRINT: v.GenericSchema<PacketsToPrint> = v.strictObject({
  what: v.literal('packets'),
  scope: v.variant('by', [...PACKET_SCOPES]),
  ...parts,
  open: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MOST_PLACE))), v.maxLength(MOST_OPEN_PLACES)),
  time: v.picklist(TIME_FORMATS),
  digits: v.picklist([0, 3, 6, 9]),
});

export const PRINT_ASKED: v.GenericSchema<PrintAsked> = v.strictObject({
  wanted: v.union([
    PACKETS_TO_PRINT,
    v.strictObject({
      what: v.literal('table'),
      title: PRINTED_NAME,
      rows: v.pipe(
        v.array(v.pipe(v.array(v.string()), v.maxLength(256))),
        v.minLength(1),
        v.check((rows) => isBounded(rows)),
      ),
    }),
    v.strictObject({ what: v.literal('report'), ...REPORT_QUERY }),
    v.strictObject({ what: v.literal('sheet') }),
  ]),
  setup: v.strictObject(setup),
  name: PRINTED_NAME,
});

function isBounded(rows: readonly (readonly string[])[]): boolean {
  let cells = 0;
  let length = 0;
  for (const row of rows) {
    cells += row.length;
    for (const cell of row) length += cell.length;
  }
  return cells <= MOST_PRINTED_CELLS && length <= MOST_TEXT;
}

export const PRINT_CHOICE: v.GenericSchema<unknown, PrintChoice> = v.strictObject({ ...setup, ...parts });
