// Names of the rules that there are at first in the reader's language; those of one's own are as they were written.
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import { t } from '../../state/i18n.svelte';

const KNOWN: Readonly<Record<string, MessageKey>> = {
  Errors: 'colours.rule.errors',
  Resets: 'colours.rule.resets',
  'ICMP errors': 'colours.rule.icmpErrors',
  'TCP problems': 'colours.rule.tcpProblems',
  'TCP handshake and teardown': 'colours.rule.handshake',
  'TLS and QUIC': 'colours.rule.tls',
};

export const ruleName = (name: string): string => (Object.hasOwn(KNOWN, name) ? t(KNOWN[name]) : name);
