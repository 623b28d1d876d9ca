// What the settings of a report must look like, for whoever gets them from the page. Bounded.
import { LANGUAGES } from './languages';
import * as v from 'valibot';
import { CHOSEN_FLOWS } from './export-wanted';
import { MAX_FILTER_TEXT } from './contracts/filter-contract';
import {
  MOST_REPORT_LINE,
  MOST_REPORT_TEXT,
  MOST_TEMPLATE,
  REPORT_FORMATS,
  REPORT_SECTIONS,
  type ReportChoice,
  type ReportQuery,
} from './contracts/report-contract';

const line = v.pipe(v.string(), v.maxLength(MOST_REPORT_LINE));
const sections = v.pipe(v.array(v.picklist(REPORT_SECTIONS)), v.maxLength(REPORT_SECTIONS.length));

export const REPORT_QUERY = {
  scope: v.variant('by', [
    CHOSEN_FLOWS,
    v.strictObject({ by: v.literal('all') }),
    v.strictObject({ by: v.literal('filter'), text: v.pipe(v.string(), v.maxLength(MAX_FILTER_TEXT)) }),
  ]),
  settings: v.strictObject({
    language: v.picklist(LANGUAGES),
    sections,
    title: line,
    author: line,
    course: line,
    date: line,
    text: v.pipe(v.string(), v.maxLength(MOST_REPORT_TEXT)),
    template: v.pipe(v.string(), v.maxLength(MOST_TEMPLATE)),
  }),
} satisfies { [K in keyof ReportQuery]: v.GenericSchema<ReportQuery[K]> };

export const REPORT_CHOICE: v.GenericSchema<unknown, ReportChoice> = v.strictObject({
  language: v.picklist(['window', ...LANGUAGES]),
  format: v.picklist(REPORT_FORMATS),
  sections,
  author: line,
  course: line,
  // settings of before there were templates have none
  template: v.optional(
    v.nullable(v.strictObject({ name: line, text: v.pipe(v.string(), v.maxLength(MOST_TEMPLATE)) })),
    null,
  ),
});
