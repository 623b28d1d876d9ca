// Every pass of an open capture. One that is declared in ipc/passes.ts and has no line here does not compile.
import type { PassId } from '../../ipc/passes';
import { ExpertPass } from './expert-pass';
import { MessagePass } from './message-pass';
import { NamePass } from './name-pass';
import { TlsPass } from './tls-pass';
import type { Pass } from './pass';
import { TimingPass } from './timing-pass';

/** New ones, with nothing found yet. */
export const createPasses = () =>
  ({
    expert: new ExpertPass(),
    messages: new MessagePass(),
    names: new NamePass(),
    timing: new TimingPass(),
    tls: new TlsPass(),
  }) satisfies Record<PassId, Pass>;
