// A line of `fields`: the values of some fields of a packet, as `tshark -T fields` prints them.
import { forColumn } from '../../text/harmless';

export interface FieldOutput {
  header: boolean;
  bom: boolean;
  separator: string;
  occurrence: 'first' | 'last' | 'all';
  aggregator: string;
  /** around each value, or empty */
  quote: string;
}
export const DEFAULT_OUTPUT: FieldOutput = {
  header: false,
  bom: false,
  separator: '\t',
  occurrence: 'all',
  aggregator: ',',
  quote: '',
};

/** One line of output from the values of each field; separators are the user's, values the capture's. */
export function fieldLine(output: FieldOutput, cells: readonly (readonly string[])[], terminal = false): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const values = cells[i];
    if (i > 0) line += output.separator;
    if (values.length === 0) continue;
    const { occurrence, aggregator, quote } = output;
    let cell = forColumn(occurrence === 'last' ? values[values.length - 1] : values[0], terminal);
    if (occurrence === 'all')
      for (let k = 1; k < values.length; k++) cell += aggregator + forColumn(values[k], terminal);
    line += quote + cell + quote;
  }
  return line;
}
