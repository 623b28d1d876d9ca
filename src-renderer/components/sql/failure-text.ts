// Why a statement has no result, in words. Pure.
import { SQL_MEMORY_MIB, type SqlFailure } from '../../../src-main/ipc/contracts/sql-contract';
import type { t as translate } from '../../state/i18n.svelte';

export function failureText({ why, reason }: SqlFailure, seconds: number, t: typeof translate): string {
  if (why === 'store' && reason === '') return t('sql.noStore');
  return t(`sql.failure.${why}`, { reason, seconds, mib: SQL_MEMORY_MIB }).trim();
}

/** `Line 2, column 8` */
export function placeText(text: string, at: number, t: typeof translate): string {
  const before = text.slice(0, at).split('\n');
  return t('sql.place', { line: before.length, column: before[before.length - 1].length + 1 });
}
