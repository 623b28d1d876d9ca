// What each argument of the shell contract must look like. Checked before a handler sees it.
import * as v from 'valibot';
import type { ShellRequest } from '../ipc/shell-contract';
import { CAPTURE_ARGUMENTS } from './live/capture-arguments';
import { PREFERENCE_ENTRIES } from './preferences';

const nothing = v.strictObject({});
const id = v.strictObject({ id: v.pipe(v.string(), v.maxLength(64)) });

export const REQUEST_ARGUMENTS: Record<ShellRequest, v.GenericSchema> = {
  ...CAPTURE_ARGUMENTS,
  state: nothing,
  openDialog: nothing,
  openRecent: id,
  forgetRecent: id,
  openSample: id,
  openDropped: v.strictObject({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_768)) }),
  closeCapture: nothing,
  reload: nothing,
  setPreferences: v.partial(v.strictObject(PREFERENCE_ENTRIES)),
  copyText: v.strictObject({ text: v.pipe(v.string(), v.maxLength(64 << 20)) }),
};
