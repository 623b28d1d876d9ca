// Texts and filters of a row of the list of expert notes.
import type { ExpertRow, FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import { treeName } from '../../../src-main/i18n/tree-label';
import { streamFilter } from '../../format/flow-filter';
import { count, t } from '../../state/i18n.svelte';
import { preferences } from '../../state/window';

/** The kind in the reader's language. */
export const kindName = ({ field, name }: Pick<ExpertRow, 'field' | 'name'>): string =>
  treeName({ abbrev: field, name, value: '' }, preferences.language);

const end = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
const connectionName = (flow: FlowRow): string =>
  `${flow.kind.toUpperCase()} ${flow.stream}  ${end(flow.addressA, flow.portA)} ↔ ${end(flow.addressB, flow.portB)}`;

/** What the row is about: a kind, a connection, or the packet's Info. */
export function summaryText(row: ExpertRow, byConnection: boolean): string {
  if (row.row === 'group') {
    if (!byConnection) return kindName(row);
    return row.flow ? connectionName(row.flow) : t('expert.noConnection');
  }
  // by kind, the group above says the note already
  return byConnection ? `${kindName(row)} · ${row.info}` : row.info;
}

/** The display filter that finds it; empty where none does. */
export function filterOf(row: ExpertRow): string {
  if (row.row === 'group') return row.field !== '' ? row.field : row.flow ? streamFilter(row.flow) : '';
  return `frame.number == ${row.frame}`;
}

/** Texts of the columns but the time. */
export function cellText(row: ExpertRow, column: string, byConnection: boolean): string {
  switch (column) {
    case 'packet':
      return row.row === 'group' ? t(`packets.severity.${row.severity}`) : String(row.frame);
    case 'summary':
      return summaryText(row, byConnection);
    case 'group':
      return row.group ? t(`expert.group.${row.group}`) : '';
    case 'protocol':
      return row.row === 'group' && row.flow ? row.flow.kind.toUpperCase() : row.protocol;
    case 'count':
      return row.row === 'group' ? count(row.count) : '';
    default:
      return '';
  }
}
