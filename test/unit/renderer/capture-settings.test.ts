import { expect, it, test } from 'vitest';
import { DEFAULT_CAPTURE } from '../../../src-main/ipc/capture-defaults';
import { translate } from '../../../src-main/i18n/translate';
import { beforeCommand } from '../../../src-renderer/components/capture/before-command';
import { dropTotal } from '../../../src-renderer/components/capture/drops';
import { plainMistake, splitAtMistake } from '../../../src-renderer/format/filter-marks';
import {
  FIELD_IDS,
  FIELDS,
  fieldText,
  lacksFileEnd,
  parseField,
  setFields,
  withoutOptions,
  type FieldId,
} from '../../../src-renderer/components/capture/settings-form';
import { settingsSummary } from '../../../src-renderer/components/capture/settings-text';

test.each<[FieldId, string, number | null | undefined]>([
  ['stopPackets', '', null],
  ['stopPackets', '  ', null],
  ['stopPackets', '1,000', 1000],
  ['stopPackets', '1 000', 1000],
  ['stopPackets', '0', undefined],
  ['stopPackets', '-1', undefined],
  ['stopPackets', '1.5', undefined],
  ['stopPackets', 'many', undefined],
  ['stopPackets', '9999999999999', undefined],
  ['stopMegabytes', '2', 2_000_000],
  ['bufferMib', '4', 4096],
  ['bufferMib', '1025', undefined],
  ['snaplen', '63', undefined],
  ['snaplen', '64', 64],
  ['keepFiles', '1', undefined],
])('%s takes "%s" as %s', (id, text, value) => {
  expect(parseField(id, text)).toBe(value);
});

it('shows each field as it was typed', () => {
  for (const id of FIELD_IDS) {
    expect(fieldText(id, DEFAULT_CAPTURE)).toBe('');
    const typed = String(FIELDS[id].least + 1);
    const settings = FIELDS[id].put(DEFAULT_CAPTURE, parseField(id, typed) ?? null);
    expect(fieldText(id, settings)).toBe(typed);
    expect(setFields(settings)).toEqual([id]);
    expect(withoutOptions(settings)).toEqual(DEFAULT_CAPTURE);
  }
});

it('keeps the newest files only where something ends a file', () => {
  const keeping = FIELDS.keepFiles.put(DEFAULT_CAPTURE, 3);
  expect(lacksFileEnd(DEFAULT_CAPTURE)).toBe(false);
  expect(lacksFileEnd(keeping)).toBe(true);
  expect(lacksFileEnd(FIELDS.fileSeconds.put(keeping, 60))).toBe(false);
});

it('says in few words what is set, in both languages', () => {
  const settings = {
    ...FIELDS.fileMegabytes.put(FIELDS.stopPackets.put(DEFAULT_CAPTURE, 1000), 5e6),
    promiscuous: false,
  };
  const inWords = (language: 'en' | 'zh-CN') =>
    settingsSummary(settings, (key, args) => translate(language, key, args));
  expect(inWords('en')).toBe('stops after 1,000 packets · new file every 5 MB · promiscuous mode off');
  expect(inWords('zh-CN')).toBe('满 1,000 个分组时停止 · 每 5 MB 换新文件 · 非混杂模式');
  expect(settingsSummary(DEFAULT_CAPTURE, () => 'x')).toBe('');
});

test.each<[string, number | null, number, [string, string, string]]>([
  ['tcp prt 443', 4, 3, ['tcp ', 'prt', ' 443']],
  ['tcp port', 8, 0, ['tcp por', 't', '']],
  ['tcp port', 99, 5, ['tcp por', 't', '']],
  ['tcp', 0, 99, ['', 'tcp', '']],
  ['tcp', null, 0, ['tcp', '', '']],
  ['', 0, 1, ['', '', '']],
])('in "%s" the mistake at %s, %d long, is %j', (filter, at, length, parts) => {
  expect(splitAtMistake(filter, at, length)).toEqual(parts);
});

it("leaves libpcap's own words", () => {
  expect(plainMistake("can't parse filter expression: syntax error")).toBe('Syntax error');
  expect(plainMistake("unknown host 'x'")).toBe("Unknown host 'x'");
});

it('puts a command beneath the sentence that ends with it', () => {
  expect(beforeCommand('Build it: npm run setup', 'npm run setup')).toBe('Build it:');
  expect(beforeCommand('Use x, then log in.', 'x')).toBe('Use x, then log in.');
  expect(beforeCommand('Nothing to do.', null)).toBe('Nothing to do.');
});

it('adds up what is counted', () => {
  expect(dropTotal({ kernel: 2, interface: null, us: 1 })).toBe(3);
  expect(dropTotal({ kernel: 0, interface: 0, us: 0 })).toBe(0);
  expect(dropTotal({ kernel: null, interface: null, us: null })).toBeNull();
});
