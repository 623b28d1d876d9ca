// What is said of a made connection, as text: sentences with their packets behind them.
import type { IcmpLook, FrameLook, SynLook } from '../../../../src-main/flow/verdict/look';
import { connectionVerdict } from '../../../../src-main/flow/verdict/connection-verdict';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import type { Language } from '../../../../src-main/ipc/languages';
import { translateMessage } from '../../../../src-main/i18n/translate';
import type { ConnectionVerdict } from '../../../../src-main/ipc/contracts/verdict-contract';
import { analyseLines } from '../analyse';

/** Frames that cannot be read: what follows from the columns alone. */
export const BLIND: FrameLook = { syn: () => null, icmp: () => null, opinions: () => null };
/** Every ICMP error comes from here. */
export const icmpFrom = (icmp: IcmpLook): FrameLook => ({ syn: () => null, icmp: () => icmp, opinions: () => null });

export const SYN_LOOK: SynLook = {
  mss: 1460,
  shift: 7,
  sackPermitted: true,
  timestamps: true,
  fastOpen: null,
  ece: false,
  cwr: false,
  multipath: null,
  others: [],
};

export const verdictOf = (lines: string[], look: FrameLook = BLIND): ConnectionVerdict =>
  connectionVerdict(new FlowTimeline(analyseLines(lines), 0), look);

const numbers = (frames: readonly number[]): string => (frames.length === 0 ? '' : ` [${frames.join(' ')}]`);

export const sentencesOf = (verdict: ConnectionVerdict, language: Language): string[] =>
  verdict.sentences.map(({ message, frames }) => translateMessage(language, message) + numbers(frames));
export const checksOf = (verdict: ConnectionVerdict, language: Language): string[] =>
  verdict.checks.map(({ message, frames }) => translateMessage(language, message) + numbers(frames));
