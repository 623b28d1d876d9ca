import type { TimelineLookUp } from '../../../../src-main/ipc/contracts/engine-contract';
import { durationShort } from '../../../../src-main/text/duration';
import { t } from '../../../state/i18n.svelte';

/** `example.org is 192.0.2.1, answered within 12 ms, 0.3 ms before the connection` */
export function lookUpText({ name, address, tookNs, beforeNs }: TimelineLookUp): string {
  const parts = [t('timeline.lookUp.is', { name, address })];
  if (tookNs !== null) parts.push(t('timeline.lookUp.took', { time: durationShort(tookNs) }));
  if (beforeNs !== null && beforeNs >= 0) parts.push(t('timeline.lookUp.before', { time: durationShort(beforeNs) }));
  return parts.join(t('timeline.said.comma'));
}
