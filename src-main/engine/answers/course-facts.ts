// What the open capture says about a question of a course: which packets are meant, and what a field has there.
import { registry } from '../../dissect/protocols/registry';
import type { CourseFacts, CourseRequests } from '../../ipc/contracts/course-contract';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';
import type { Filtering } from '../search/filtering';
import { FieldReader } from './field-reader';
import { DEFAULT_OPTIONS } from './row-options';

/** Values of one field in one packet that are told. */
const MOST_VALUES = 100;

/** Throws RequestFailure where the filter has a mistake. */
export async function courseFacts(
  document: CaptureDocument,
  filtering: Filtering,
  { packets, field: name, frame }: CourseRequests['courseFacts']['args'],
  signal: AbortSignal,
): Promise<CourseFacts> {
  const rows = await filtering.matches({ text: packets, macros: [], frame: 0 }, signal);
  if (!rows) throw new RequestFailure(problem('course.filter', 'course.badFilter', { filter: packets }));
  const first = rows.count > 0 ? rows.at(0) + 1 : 0;
  const field = registry.field(name);
  const values =
    field && first > 0
      ? new FieldReader(document, [field], DEFAULT_OPTIONS).row(first - 1)[0].slice(0, MOST_VALUES)
      : [];
  return { isAmong: frame > 0 && rows.indexOf(frame - 1, false) >= 0, first, values };
}
