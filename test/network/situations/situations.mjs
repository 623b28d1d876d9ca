// What the situations are: what each end does (talk.py), what happens on the way (middle.py), and what is therefore true of the
// connections. `truth` is written by hand, out of the steps, before anything is captured: the tests hold the verdicts to it.
//
// truth.flows: of each connection its opening, its ending, who closed or reset it first, and sentences that must (`says`) or must not
// (`notSays`) be there. truth.flags: of `tcp.analysis.*`, what there must be.

const served = (...steps) => [['listen', 80], ['ready'], ['accept'], ...steps];
const asked = (...steps) => [['connect', 80], ...steps];

/** A question of 300 bytes, an answer of 900. */
const ASK = [
  ['send', 300],
  ['receive', 900],
];
const ANSWER = [
  ['receive', 300],
  ['send', 900],
];
/** so that the FIN goes behind the acknowledgement of the other, in a segment of its own */
const LINGER = ['wait', 40];

const flow = (handshake, ending, first, says = [], notSays = []) => ({ handshake, ending, first, says, notSays });

const closes = [
  {
    id: 'four-segment-close',
    client: asked(...ASK, ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: { flows: [flow('complete', 'fin-4', 'a', ['end.four', 'end.timeWait'])], flags: [] },
  },
  {
    id: 'three-segment-close',
    slowAcks: true,
    client: asked(...ASK, ['close']),
    server: served(...ANSWER, ['to_end'], ['close']),
    truth: { flows: [flow('complete', 'fin-3', 'a', ['end.three', 'end.timeWait'])], flags: [] },
  },
  {
    id: 'data-on-fin',
    client: asked(['send', 300], ['to_end'], LINGER, ['close']),
    server: served(['receive', 300], ['send_last', 700], ['to_end']),
    truth: { flows: [flow('complete', 'fin-4', 'b', ['end.four'])], flags: [] },
  },
  {
    id: 'half-close',
    client: asked(['send', 300], ['shut'], ['to_end'], ['close']),
    server: served(['to_end'], ['wait', 60], ['send', 900], ['wait', 60], ['send', 600], ['close']),
    truth: { flows: [flow('complete', 'fin-half', 'a', ['end.half'])], flags: [] },
  },
  {
    id: 'simultaneous-close',
    oneWayMs: 60,
    client: asked(...ASK, ['at', 800], ['shut'], ['to_end']),
    server: served(...ANSWER, ['at', 800], ['shut'], ['to_end']),
    truth: { flows: [flow('complete', 'fin-simultaneous', null, ['end.simultaneous'])], flags: [] },
  },
  {
    id: 'fin-then-reset',
    client: asked(['send', 300], ['shut'], ['wait', 200]),
    // closes with 300 bytes unread: RFC 2525 section 2.17
    server: served(['wait', 120], ['close']),
    truth: { flows: [flow('complete', 'fin-rst', 'a', ['end.finReset'], ['end.resetForeign'])], flags: [] },
  },
  {
    id: 'abort',
    client: asked(...ASK, ['abort']),
    server: served(...ANSWER, ['wait', 100]),
    truth: { flows: [flow('complete', 'rst', 'a', ['end.reset'], ['end.resetForeign'])], flags: [] },
  },
  {
    id: 'reset-by-middle',
    // the second question does not get through: who stands between resets in the name of the server
    rules: [{ on: 'home', what: 'data', nth: 2, times: 1, do: 'reset' }],
    client: asked(...ASK, ['send', 300], ['wait', 150]),
    server: served(...ANSWER, ['wait', 200]),
    truth: {
      flows: [flow('complete', 'rst', 'b', ['end.reset', 'end.resetForeign', 'check.resetForeign'], ['check.reset'])],
      flags: [],
    },
  },
  {
    id: 'reset-on-late-data',
    client: asked(...ASK, ['wait', 100], ['send', 200], ['wait', 100]),
    server: served(...ANSWER, ['close']),
    truth: { flows: [flow('complete', 'fin-rst', 'b', ['end.finReset'])], flags: [] },
  },
  {
    id: 'reset-when-idle',
    client: asked(...ASK, ['wait', 12_000]),
    server: served(...ANSWER, ['wait', 11_500], ['abort']),
    truth: { flows: [flow('complete', 'rst', 'b', ['end.reset'])], flags: [] },
  },
  {
    id: 'never-closed',
    client: asked(...ASK),
    server: served(...ANSWER),
    truth: { flows: [flow('complete', 'open', null, ['end.open'])], flags: [] },
  },
  {
    id: 'last-ack-missing',
    settleMs: 1500,
    rules: [{ on: 'far', what: 'lastack', do: 'drop' }],
    client: asked(...ASK, ['to_end'], LINGER, ['close']),
    server: served(...ANSWER, ['close']),
    truth: {
      flows: [flow('complete', 'fin-no-last-ack', 'b', ['end.noLastAck', 'end.finAgain'])],
      flags: ['retransmission'],
    },
  },
];

const openings = [
  {
    id: 'refused-by-target',
    // another port answers, so that there is a TTL to compare with
    client: asked(['close'], LINGER, ['connect', 8080]),
    server: served(['to_end'], ['close']),
    truth: {
      flows: [flow('complete', 'fin-3|fin-4', 'a'), flow('refused', 'refused', null, ['open.refused', 'refuser.host'])],
      flags: [],
    },
  },
  {
    id: 'refused-by-firewall',
    rules: [{ on: 'home', what: 'syn', port: 8080, do: 'reset' }],
    client: asked(['close'], LINGER, ['connect', 8080]),
    server: served(['to_end'], ['close']),
    truth: {
      flows: [
        flow('complete', 'fin-3|fin-4', 'a'),
        flow('refused', 'refused', null, ['open.refused', 'refuser.between']),
      ],
      flags: [],
    },
  },
  {
    id: 'icmp-prohibited',
    rules: [{ on: 'home', what: 'syn', do: 'icmp', code: 13 }],
    client: asked(),
    truth: { flows: [flow('icmp-refused', 'refused', null, ['open.icmp'])], flags: [] },
  },
  {
    id: 'icmp-port-unreachable',
    // what packet filters of Linux answer unless told otherwise: "port unreachable", in the name of the router
    rules: [{ on: 'home', what: 'syn', do: 'icmp', code: 3 }],
    client: asked(),
    truth: { flows: [flow('icmp-refused', 'refused', null, ['open.icmp', 'check.icmp'], ['check.host'])], flags: [] },
  },
  {
    id: 'icmp-host-unreachable',
    rules: [{ on: 'home', what: 'syn', do: 'icmp', code: 1 }],
    client: asked(),
    truth: {
      flows: [flow('no-answer', 'no-answer', null, ['open.noAnswerOnce', 'open.hint', 'check.icmp'])],
      flags: [],
    },
  },
  {
    id: 'filtered',
    system: { tcp_syn_linear_timeouts: 0, tcp_syn_retries: 3 },
    rules: [{ on: 'home', what: 'syn', do: 'drop' }],
    client: [['connect', 443, 0, 8]],
    truth: {
      flows: [flow('no-answer', 'no-answer', null, ['open.noAnswer', 'check.noAnswer'])],
      flags: ['retransmission'],
    },
  },
  {
    id: 'syn-timeout',
    // as Linux does since 6.5: the first waits are equal
    system: { tcp_syn_linear_timeouts: 4, tcp_syn_retries: 3 },
    rules: [{ on: 'home', what: 'syn', do: 'drop' }],
    client: [['connect', 443, 0, 5]],
    truth: { flows: [flow('no-answer', 'no-answer', null, ['open.noAnswer'])], flags: ['retransmission'] },
  },
  {
    id: 'retried-then-accepted',
    rules: [{ on: 'home', what: 'syn', do: 'drop', times: 2 }],
    client: asked(...ASK, ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: { flows: [flow('complete', 'fin-4', 'a', ['open.complete', 'open.synAgain'])], flags: ['retransmission'] },
  },
  {
    id: 'final-ack-lost',
    at: 'server',
    settleMs: 3600,
    rules: [{ on: 'home', what: 'ack', do: 'drop' }],
    client: asked(),
    server: [['listen', 80], ['ready']],
    truth: { flows: [flow('no-final-ack', 'open', null, ['open.noFinalAck'])], flags: ['retransmission'] },
  },
  {
    id: 'half-open-probe',
    client: [['probe', 80]],
    server: [['listen', 80], ['ready']],
    truth: { flows: [flow('probe', 'rst', null, ['open.probe', 'check.probe'])], flags: [] },
  },
  {
    id: 'mid-stream',
    client: asked(...ASK, ...ASK, ['close']),
    server: served(...ANSWER, ...ANSWER, ['to_end'], LINGER, ['close']),
    // begun late: the handshake and the first question are over
    captured: (packets) => packets.slice(5),
    truth: { flows: [flow('not-seen', 'fin-4', 'a', ['open.middle', 'check.middle'])], flags: [] },
  },
  {
    id: 'fast-open',
    system: { tcp_fastopen: 3 },
    client: [
      ['connect_with', 80, 300],
      ['receive', 900],
      ['close'],
      ['wait', 200],
      ['connect_with', 80, 300],
      ['receive', 900],
      ['close'],
    ],
    server: [
      ['listen', 80, true],
      ['ready'],
      ...[1, 2].flatMap(() => [['accept'], ...ANSWER, ['to_end'], LINGER, ['close']]),
    ],
    truth: {
      flows: [flow('complete', 'fin-4', 'a', [], ['open.fastOpen']), flow('complete', 'fin-4', 'a', ['open.fastOpen'])],
      flags: [],
    },
  },
  {
    id: 'fast-open-ignored',
    system: { tcp_fastopen: 3 },
    // the cookie is of the host, but the second port does not take data with a SYN
    client: [
      ['connect_with', 80, 300],
      ['receive', 900],
      ['close'],
      ['wait', 400],
      ['connect_with', 81, 300],
      ['receive', 900],
      ['close'],
    ],
    server: [
      ['listen', 80, true],
      ['ready'],
      ...[['accept'], ...ANSWER, ['to_end'], LINGER, ['close'], ['listen', 81]],
      ...[['accept'], ...ANSWER, ['to_end'], LINGER, ['close']],
    ],
    truth: {
      flows: [
        flow('complete', 'fin-4', 'a', [], ['open.fastOpen']),
        flow('complete', 'fin-4', 'a', ['open.fastOpen', 'course.again', 'answer.again'], ['check.again']),
      ],
      flags: ['retransmission'],
    },
  },
  {
    id: 'simultaneous-open',
    oneWayMs: 60,
    client: [['at', 300], ['connect', 40_080, 40_081], ...ASK, ['close']],
    server: [['at', 300], ['connect_back', 40_081, 40_080], ...ANSWER, ['to_end'], LINGER, ['close']],
    // Wireshark takes the two SYN-ACKs for repeated SYNs; we give its flags, and our own sentence
    truth: { flows: [flow('simultaneous', 'fin-4', null, ['open.simultaneous'])], flags: ['retransmission'] },
  },
  {
    id: 'port-reuse',
    client: [1, 2].flatMap(() => [['connect', 80, 40_100], ...ASK, ['to_end'], LINGER, ['close'], ['wait', 100]]),
    server: [['listen', 80], ['ready'], ...[1, 2].flatMap(() => [['accept'], ...ANSWER, ['close']])],
    truth: {
      flows: [flow('complete', 'fin-4', 'b', [], ['open.reused']), flow('complete', 'fin-4', 'b', ['open.reused'])],
      flags: ['reused_ports'],
    },
  },
  {
    id: 'ecn',
    system: { tcp_ecn: 1 },
    client: asked(...ASK, ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: { flows: [flow('complete', 'fin-4', 'a', ['option.ecn', 'option.on'])], flags: [] },
  },
  {
    id: 'mss-clamped',
    rules: ['home', 'far'].flatMap((on) => [
      { on, what: 'syn', do: 'mss', to: 1360 },
      { on, what: 'synack', do: 'mss', to: 1360 },
    ]),
    client: asked(...ASK, ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: { flows: [flow('complete', 'fin-4', 'a', ['option.note.mssDiffers'])], flags: [] },
  },
  {
    id: 'options-stripped',
    rules: [{ on: 'home', what: 'syn', do: 'strip' }],
    client: asked(...ASK, ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: { flows: [flow('complete', 'fin-4', 'a', ['option.note.serverLacks'])], flags: [] },
  },
];

/** Ten segments of an answer, and the end. */
const DOWNLOAD = { client: asked(['send', 300], ['receive', 14_000], ['close']), bytes: 14_000 };
const download = (...rules) => ({
  rules,
  client: DOWNLOAD.client,
  server: served(['receive', 300], ['send', DOWNLOAD.bytes], ['to_end'], LINGER, ['close']),
});
/** Ten segments, by which the window of the server grows to what its buffer allows: an ACK that repeats is then a duplicate ACK, and no
    window update. Then seven. */
const upload = (...rules) => ({
  rules,
  client: asked(['send', 14_000], ['wait', 150], ['send', 10_000], ['receive', 100], ['close']),
  server: [['buffer', 60_000], ...served(['receive', 24_000], ['send', 100], ['to_end'], LINGER, ['close'])],
});
const orderly = (...says) => [flow('complete', 'fin-4', 'a', says)];

const troubles = [
  {
    id: 'retransmission',
    rules: [{ on: 'home', what: 'data', do: 'drop', times: 1 }],
    client: asked(...ASK, ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: { flows: orderly('course.again'), flags: ['retransmission'] },
  },
  {
    id: 'fast-retransmission',
    ...upload({ on: 'home', what: 'data', do: 'drop', nth: 12, times: 1 }),
    truth: { flows: orderly('course.again'), flags: ['fast_retransmission', 'duplicate_ack'] },
  },
  {
    id: 'spurious-retransmission',
    // the second pure ACK of the client, that of the answer, is lost
    rules: [{ on: 'home', what: 'ack', do: 'drop', nth: 2, times: 1 }],
    client: asked(...ASK, ['wait', 600], ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: {
      flows: orderly('course.againAcked', 'check.againAcked'),
      flags: ['spurious_retransmission', 'duplicate_ack'],
    },
  },
  {
    id: 'out-of-order',
    // three segments, of which the second is overtaken by the third
    rules: [{ on: 'far', what: 'data', do: 'late', nth: 2, times: 1, ms: 4 }],
    client: asked(['send', 300], ['receive', 3600], ['close']),
    server: served(['receive', 300], ...[1, 2, 3].map(() => ['send', 1200]), ['to_end'], LINGER, ['close']),
    truth: {
      flows: [flow('complete', 'fin-4', 'a', ['course.gap'], ['course.again'])],
      flags: ['out_of_order', 'lost_segment'],
    },
  },
  {
    id: 'much-out-of-order',
    // overtaken by so many that three duplicate ACKs ask for it: Wireshark calls the late one a fast retransmission, and when the
    // server then sends it again, that one is a spurious one
    ...download({ on: 'far', what: 'data', do: 'late', nth: 3, times: 1, ms: 4 }),
    truth: {
      flows: [flow('complete', 'fin-4', 'a', ['course.gap', 'course.againAcked'], ['course.again'])],
      flags: ['lost_segment', 'fast_retransmission', 'spurious_retransmission'],
    },
  },
  {
    id: 'lost-before-capture',
    ...download({ on: 'far', what: 'data', do: 'drop', nth: 3, times: 1 }),
    truth: { flows: orderly('course.gap', 'check.late'), flags: ['lost_segment', 'duplicate_ack'] },
  },
  {
    id: 'not-captured',
    ...download(),
    // what the network delivered and the capture missed
    captured: (packets) => packets.filter((packet, i) => i !== nthData(packets, 4)),
    truth: { flows: orderly('course.unseen', 'check.unseen'), flags: ['lost_segment', 'ack_lost_segment'] },
  },
  {
    id: 'delivered-twice',
    ...download({ on: 'far', what: 'data', do: 'twice', nth: 3, times: 1, ms: 30 }),
    truth: {
      flows: [flow('complete', 'fin-4', 'a', ['course.againAcked'], ['course.again'])],
      flags: ['spurious_retransmission'],
    },
  },
  {
    id: 'keep-alive',
    client: asked(['keep_alive', 1], ...ASK, ['wait', 2500], ['close']),
    server: served(...ANSWER, ['to_end'], LINGER, ['close']),
    truth: { flows: orderly('course.keepAlive'), flags: ['keep_alive', 'keep_alive_ack'] },
  },
  {
    id: 'zero-window',
    client: asked(['send', 24_000], ['close']),
    // stops reading for a while
    server: [['buffer', 4096], ...served(['wait', 1600], ['to_end'], LINGER, ['close'])],
    truth: {
      flows: [flow('complete', 'fin-4', 'a', ['course.zeroWindow', 'course.windowProbe'], ['course.keepAlive'])],
      // Linux probes without a byte, at the number before the next: by its flags Wireshark cannot tell that from a keep-alive
      flags: ['zero_window', 'keep_alive', 'window_update', 'window_full'],
    },
  },
];

/** The index of the n-th packet from the server that carries more than 500 bytes. */
function nthData(packets, nth) {
  const found = packets.flatMap(({ bytes, length }, i) => (length > 500 && bytes[26] === 203 ? [i] : []));
  return found[nth - 1];
}

export const SITUATIONS = [...openings, ...closes, ...troubles];

/** Those that come with the app, by the id of the sample. */
export const SAMPLE_OF = {
  'refused-by-firewall': 'firewall',
  'icmp-prohibited': 'prohibited',
  filtered: 'filtered',
  'fast-open': 'fastopen',
  'three-segment-close': 'three',
  'half-close': 'half',
  'simultaneous-close': 'crossing',
  'fin-then-reset': 'unread',
  'fast-retransmission': 'lost',
  'zero-window': 'window',
};
