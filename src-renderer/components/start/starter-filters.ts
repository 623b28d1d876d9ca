/** Display filters to begin with; their words are in the catalogues under `start.filter.<id>`. */
export const STARTER_FILTERS = [
  ['attempts', 'tcp.flags.syn == 1 && tcp.flags.ack == 0'],
  ['failed', 'synscope.handshake in {"no-answer", "refused"}'],
  ['resets', 'tcp.flags.reset == 1'],
  ['slow', 'synscope.handshake_time > 0.2'],
  ['one', 'tcp.stream == 0'],
] as const;
