// What each argument of the shell contract must look like. Checked before a handler sees it.
import * as v from 'valibot';
import { ASKED_COMMANDS } from '../ipc/commands';
import { EXPORT_WANTED } from '../ipc/export-wanted';
import {
  FOLLOW_ENCODINGS,
  FOLLOW_LAYERS,
  FOLLOW_SAVED,
  FOLLOW_SIDES,
  LAST_STREAM,
} from '../ipc/contracts/follow-contract';
import { MOST_CAPTURE_ID, MOST_FOLDER_ROWS } from '../ipc/contracts/folder-contract';
import { MAX_PROFILE_NAME } from '../ipc/contracts/profile-contract';
import { REPORT_FORMATS } from '../ipc/contracts/report-contract';
import { PRINT_ASKED } from '../ipc/print-rule';
import { REPORT_QUERY } from '../ipc/report-rule';
import { TIME_SHIFT } from '../ipc/time-shift-rule';
import { SQL_ASKED } from '../ipc/sql-rule';
import { SAVED_KINDS, type ShellRequest } from '../ipc/contracts/shell-contract';
import { CAPTURE_ARGUMENTS } from './live/capture-arguments';
import { PREFERENCE_ENTRIES } from './preferences';

/** Bytes of a file that the page may hand over. */
const MOST_SAVED = 256 << 20;
/** characters or bytes for the clipboard */
const MOST_COPIED = 64 << 20;

const nothing = v.strictObject({});
/** What is offered as the name of a file; the save dialog and its user have the last word (`save-file.ts`). */
const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const profileName = v.pipe(v.string(), v.maxLength(MAX_PROFILE_NAME), v.regex(/\S/));
/** names inside a course, and the id of one */
const name = v.pipe(v.string(), v.maxLength(64));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.strictObject({ id: v.pipe(v.string(), v.maxLength(64)) });

export const REQUEST_ARGUMENTS: Record<ShellRequest, v.GenericSchema> = {
  ...CAPTURE_ARGUMENTS,
  state: nothing,
  openDialog: nothing,
  openRecent: id,
  forgetRecent: id,
  openSample: id,
  openDropped: v.strictObject({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_768)) }),
  chooseKeyLog: nothing,
  chooseCompared: nothing,
  practiceCourse: v.strictObject({ course: v.nullable(name) }),
  practiceTask: v.strictObject({ course: name, task: name }),
  practiceScore: v.strictObject({ course: name, task: name, question: name, right: v.boolean() }),
  practiceReset: v.strictObject({ course: name }),
  practiceForget: v.strictObject({ course: name }),
  chooseFolder: nothing,
  updateFolder: id,
  stopFolder: nothing,
  forgetFolder: id,
  folderNotes: id,
  folderAsk: v.strictObject({ ...id.entries, ...SQL_ASKED }),
  folderStop: nothing,
  folderRows: v.strictObject({ result: whole, from: whole, count: v.pipe(whole, v.maxValue(MOST_FOLDER_ROWS)) }),
  folderOpen: v.strictObject({ ...id.entries, capture: v.pipe(whole, v.maxValue(MOST_CAPTURE_ID)) }),
  closeCapture: nothing,
  reload: nothing,
  shiftTimes: TIME_SHIFT,
  openPacket: v.strictObject({ frame: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffff_ffff)) }),
  setPreferences: v.partial(v.strictObject(PREFERENCE_ENTRIES)),
  chooseProfile: id,
  addProfile: v.strictObject({ name: profileName }),
  renameProfile: v.strictObject({ ...id.entries, name: profileName }),
  removeProfile: id,
  resetProfile: id,
  exportProfile: id,
  importProfile: nothing,
  saveFile: v.strictObject({
    name: fileName,
    kind: v.picklist(SAVED_KINDS),
    data: v.pipe(v.instance(Uint8Array), v.maxLength(MOST_SAVED)),
  }),
  openColours: nothing,
  openTemplate: nothing,
  saveFollowed: v.strictObject({
    name: fileName,
    flow: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    layer: v.picklist(FOLLOW_LAYERS),
    stream: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(LAST_STREAM)),
    side: v.picklist(FOLLOW_SIDES),
    as: v.picklist(FOLLOW_SAVED),
    encoding: v.picklist(FOLLOW_ENCODINGS),
  }),
  saveReport: v.strictObject({
    name: fileName,
    format: v.picklist(REPORT_FORMATS),
    ...REPORT_QUERY,
  }),
  stopReport: nothing,
  printPreview: PRINT_ASKED,
  // a name alone: one that is a path is refused
  printSave: v.strictObject({ name: v.pipe(fileName, v.regex(/^[^/]*$/)) }),
  printPages: nothing,
  printStop: nothing,
  exportCapture: v.strictObject({ name: fileName, wanted: EXPORT_WANTED }),
  runCommand: v.strictObject({ command: v.picklist(ASKED_COMMANDS) }),
  copyText: v.strictObject({ text: v.pipe(v.string(), v.maxLength(MOST_COPIED)) }),
  copyTable: v.strictObject({
    rows: v.pipe(
      v.array(v.pipe(v.array(v.string()), v.maxLength(256))),
      v.minLength(1),
      v.check((rows) => {
        let length = 0;
        for (const cells of rows) for (const cell of cells) length += cell.length + 1;
        return length <= MOST_COPIED;
      }),
    ),
  }),
  copyPicture: v.strictObject({ png: v.pipe(v.instance(Uint8Array), v.maxLength(MOST_COPIED)) }),
};
