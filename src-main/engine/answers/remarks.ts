// What is peculiar about a capture and worth a line beside it.
import { registry } from '../../dissect/protocols/registry';
import { linkTypeName } from '../../dissect/values/link-types';
import type { Message } from '../../ipc/message';
import { isShifted } from '../../ipc/time-shift';
import { shiftText } from '../../text/shift';
import type { CaptureDocument } from '../document/document';
import { captureComments } from './comments';
import type { GrowingCapture } from '../document/growing-capture';

/** Lines shown at most; a hostile file has any number of comments. */
const MOST = 20;
const LONGEST = 2000;
/** offsets named in one line */
const PLACES = 8;

/**
 * Comments of the file, what was odd about reading it, packets that were lost, keys inside.
 * @param saved it is one file, which can be read again in another order
 */
export function remarksOf(document: CaptureDocument, saved: boolean): Message[] {
  const { extras } = document;
  const remarks: Message[] = [];
  for (const text of captureComments(document).slice(0, MOST))
    remarks.push({ key: 'remark.comment', args: { text: text.slice(0, LONGEST) } });
  remarks.push(...readingRemarks(document, saved));

  let dropped = 0;
  for (const counts of extras.statistics.values()) dropped += counts.dropped ?? 0;
  if (dropped > 0) remarks.push({ key: 'remark.dropped', args: { count: dropped } });
  if (extras.secretsBlocks > 0) remarks.push({ key: 'remark.secrets', args: { count: extras.secretsBlocks } });
  return remarks;
}

/** What is odd about the way that the file was read: nothing of it is a text of the file's. */
export function readingRemarks(document: CaptureDocument, saved = true): Message[] {
  const { analysis, extras, interfaces, interfaceFrames, format, timeShift } = document;
  const remarks: Message[] = [];
  if (isShifted(timeShift)) remarks.push({ key: 'remark.shifted', args: { seconds: shiftText(timeShift) } });
  const { lateFrames, firstLateFrame } = analysis;
  if (lateFrames > 0) {
    const args = { count: lateFrames, frame: firstLateFrame, saved: saved ? 'yes' : 'no' };
    remarks.push({ key: 'remark.disorder', args });
  }
  const { droppedDatagrams } = analysis;
  if (droppedDatagrams > 0) remarks.push({ key: 'remark.fragmentsDropped', args: { count: droppedDatagrams } });
  const { dropped } = analysis.messages;
  if (dropped > 0) remarks.push({ key: 'remark.messagesDropped', args: { count: dropped } });
  const { laterFiles } = extras;
  if (laterFiles.length > 0) {
    const places = laterFiles.slice(0, PLACES).map(({ offset, format: kind }) => `${offset} (${kind})`);
    if (laterFiles.length > PLACES) places.push('…');
    const args = {
      count: laterFiles.length + 1,
      places: places.join(', '),
      packed: format.includes(', ') ? 'yes' : 'no',
    };
    remarks.push({ key: 'remark.joined', args });
  }
  const unknown = new Set<number>();
  for (const [i, { linkType }] of interfaces.entries())
    if ((interfaceFrames[i] ?? 0) > 0 && !registry.find('linktype', linkType)) unknown.add(linkType);
  for (const linkType of [...unknown].slice(0, MOST))
    remarks.push({ key: 'remark.linkType', args: { number: linkType, name: linkTypeName(linkType) ?? '?' } });
  return remarks;
}

/** What a ring of files has taken away: packets whose rows stay in the list, and files nobody has read. */
export function ringRemarks({ columns }: CaptureDocument, growing: GrowingCapture): Message[] {
  const remarks: Message[] = [];
  let low = 0;
  let high = growing.firstKept > 0 ? columns.count : 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns.offset(middle) < growing.firstKept) low = middle + 1;
    else high = middle;
  }
  if (low > 0) remarks.push({ key: 'remark.ringDeleted', args: { count: low } });
  if (growing.missingFiles > 0) remarks.push({ key: 'remark.ringUnread', args: { count: growing.missingFiles } });
  return remarks;
}
