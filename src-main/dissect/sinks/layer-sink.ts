// Keeps no field: for whoever wants to know where the layers of some protocols stand in a frame, and nothing of what is in them.
import { registry } from '../protocols/registry';
import type { Field } from '../contract/fields';
import type { LayerMode } from '../contract/protocol';
import { layerModes } from './layer-modes';
import { QuietSink } from './quiet-sink';

export class LayerSink extends QuietSink {
  readonly detail = false;
  readonly #modes: readonly LayerMode[];

  /** @param protocols their names, as in `frame.protocols` */
  constructor(protocols: readonly string[]) {
    super();
    const lines = protocols.map((abbrev) => registry.field(abbrev)).filter((line) => line !== undefined);
    this.#modes = layerModes(lines);
  }

  wants(): boolean {
    return false;
  }
  wantsAny(): boolean {
    return false;
  }
  modeOf(line: Field): LayerMode {
    return this.#modes[line.id];
  }
  begin(): void {}
  source(): void {}
}
