// A request or response of HTTP in a line: `GET /index.html`, `200 OK, 12 kB, 34 ms`.
import type { TimelineMessage, TimelineRow } from '../../../../src-main/ipc/contracts/engine-contract';
import { byteSize } from '../../../../src-main/text/amount';
import { durationShort } from '../../../../src-main/text/duration';
import { t } from '../../../state/i18n.svelte';

export function saidText({ kind, text, bytes, ns }: TimelineMessage): string {
  const what = text === '' ? t(`timeline.said.${kind}`) : text;
  const size = bytes === null || (bytes === 0 && kind === 'request') ? '' : byteSize(bytes);
  const time = ns === null ? '' : durationShort(ns);
  return [what, size, time].filter((part) => part !== '').join(t('timeline.said.comma'));
}

/** The messages that begin in a row, both ends', and how many there are beside them. */
export function saidIn({ saidA, saidB }: TimelineRow): { messages: TimelineMessage[]; more: number } {
  const messages = [...(saidA?.messages ?? []), ...(saidB?.messages ?? [])].sort((x, y) => x.firstFrame - y.firstFrame);
  return { messages, more: (saidA?.more ?? 0) + (saidB?.more ?? 0) };
}

/** All of that in a line; empty where none begins. */
export function saidLine(row: TimelineRow): string {
  const { messages, more } = saidIn(row);
  const texts = messages.map(saidText);
  if (more > 0) texts.push(t('timeline.said.more', { count: more }));
  return texts.join(' · ');
}
