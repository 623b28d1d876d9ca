// What is said of a phase: its title, then what is to be noted of it, a line each.
import { phaseTitle } from '../../../src-main/draw/phase-title';
import type { TimelinePhase } from '../../../src-main/ipc/contracts/engine-contract';
import { tm } from '../../state/i18n.svelte';

export const phaseWords = (phase: TimelinePhase): string =>
  [phaseTitle(phase, tm(phase.title)), ...phase.notes.map(tm)].join('\n');
