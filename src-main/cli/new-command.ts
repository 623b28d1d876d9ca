// What the files that declare commands have in common.
import type { Command } from 'commander';
import type { MessageKey } from '../i18n/catalogue';

/** Makes a command of the program, or of `parent`. */
export type NewCommand = (name: string, description: MessageKey, parent?: Command) => Command;

/** For an option that may be given several times: its values in their order. */
export const collect = (value: string, before: string[]): string[] => [...before, value];
