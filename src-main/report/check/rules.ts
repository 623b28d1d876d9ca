// What `check` can hold a capture to: each rule is a number that must not be larger than what somebody allows.
import type { FlowRow } from '../../ipc/flow-facts';

export type RuleUnit = 'ms' | '%' | 'connections' | 'packets';

/** `flow`: asked of each TCP connection; a number is what it has, true that it counts; null, false: it has nothing of it. */
export type Rule = { readonly unit: RuleUnit } & (
  | { readonly by: 'connection-value'; readonly of: (flow: FlowRow) => number | null }
  | { readonly by: 'connection-count'; readonly of: (flow: FlowRow) => boolean }
  | { readonly by: 'packets'; readonly filter: string }
  /** packets that `filter` matches, of those that `all` matches */
  | { readonly by: 'share'; readonly filter: string; readonly all: string }
  /** what the program that captured has lost, as the file says */
  | { readonly by: 'dropped' }
);

const ms = (ns: number | null): number | null => (ns === null ? null : ns / 1e6);

export const RULES = {
  'handshake-ms': { unit: 'ms', by: 'connection-value', of: ({ handshakeNs }) => ms(handshakeNs) },
  'response-ms': { unit: 'ms', by: 'connection-value', of: ({ responseNs }) => ms(responseNs) },
  resets: { unit: 'connections', by: 'connection-count', of: ({ ending }) => ending === 'rst' },
  refused: { unit: 'connections', by: 'connection-count', of: ({ ending }) => ending === 'refused' },
  unanswered: { unit: 'connections', by: 'connection-count', of: ({ ending }) => ending === 'no-answer' },
  'retransmission-percent': { unit: '%', by: 'share', filter: 'tcp.analysis.retransmission', all: 'tcp' },
  'zero-windows': { unit: 'packets', by: 'packets', filter: 'tcp.analysis.zero_window' },
  'expert-warnings': { unit: 'packets', by: 'packets', filter: '_ws.expert.severity == 0x600000' },
  'expert-errors': { unit: 'packets', by: 'packets', filter: '_ws.expert.severity == 0x800000' },
  'tls-fatal-alerts': { unit: 'packets', by: 'packets', filter: 'tls.alert_message.level == 2' },
  // a ServerHello that chooses less than TLS 1.2; 1.3 says 1.2 there
  'tls-old-versions': {
    unit: 'packets',
    by: 'packets',
    filter: 'tls.handshake.type == 2 && tls.handshake.version < 0x0303',
  },
  'missing-segments': {
    unit: 'packets',
    by: 'packets',
    filter: 'tcp.analysis.lost_segment || tcp.analysis.ack_lost_segment',
  },
  'cut-packets': { unit: 'packets', by: 'packets', filter: 'frame.cap_len < frame.len' },
  'dropped-packets': { unit: 'packets', by: 'dropped' },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
export const RULE_IDS = Object.keys(RULES) as RuleId[];
export type Limits = ReadonlyMap<RuleId, number>;

/** Something that counts against a rule: a connection, or a packet. */
export interface Example {
  /** tcp.stream; null: a packet of none */
  stream: number | null;
  /** packet number, from 1; of a connection its first */
  packet: number;
  /** `192.0.2.1:40000 → 192.0.2.2:443`, empty for a packet */
  ends: string;
  /** in the unit of the rule; null: it counts as one */
  value: number | null;
}

export interface RuleResult {
  rule: RuleId;
  unit: RuleUnit;
  limit: number;
  /** the largest value, or how many there are; null: nothing in the capture has one */
  value: number | null;
  passed: boolean;
  /** connections or packets that count against it */
  against: number;
  /** the first of these */
  examples: Example[];
}
