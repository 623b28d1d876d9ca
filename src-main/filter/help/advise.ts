// What the window says about a display filter beside right or wrong: the coach for one that compiles, and for one that does not, that it
// is a capture filter.
import type { FilterAdvice } from '../../ipc/contracts/filter-contract';
import { readBpf } from '../capture/bpf-to-display';
import { coach } from './coach';
import { compileFilter, type Compilation, type FilterEnvironment } from '../compile';
import { say } from '../language/mistake';

const NOTHING_SELECTED: FilterEnvironment = { macros: [], reference: () => null };

/** `tcp port 80`: what libpcap takes, and Wireshark's language does not. */
function captureFilter(text: string, environment: FilterEnvironment): FilterAdvice[] {
  const reading = readBpf(text.trim());
  if (reading === null) return [];
  const { display } = reading;
  const usable = display !== null && compileFilter(display, environment).ok;
  return [
    {
      kind: 'capture-filter',
      at: 0,
      len: text.length,
      message: say(usable ? 'advice.captureFilter' : 'advice.captureFilter.untold'),
      alternative: usable ? { text: display, label: say('advice.captureFilter.label') } : null,
    },
  ];
}

/**
 * Advice on `text` and what `compileFilter` made of it, in the order of the text. `environment`: the one it was compiled with, so that
 * what is offered instead compiles as well.
 */
export function adviseOn(
  text: string,
  compiled: Compilation,
  environment: FilterEnvironment = NOTHING_SELECTED,
): FilterAdvice[] {
  return compiled.ok ? coach(compiled.filter, environment) : captureFilter(text, environment);
}
