// Options of both ends side by side, and what holds for the connection: RFC 9293 section 3.7.1 (MSS), RFC 7323 (window scale, time
// stamps), RFC 2018 (SACK), RFC 7413 (Fast Open), RFC 3168 section 6.1.1 (ECN), RFC 8684 (Multipath TCP).
import type { MessageKey } from '../../i18n/catalogue';
import type { Message } from '../../ipc/message';
import type { VerdictOption } from '../../ipc/contracts/verdict-contract';
import type { SynLook } from './look';

/** What both ends said, and what the client's first SYN said where a later one was answered. */
export interface SynPair {
  client: SynLook | null;
  server: SynLook | null;
  /** null: the SYN that was answered is the first one */
  firstClient: SynLook | null;
  isV6: boolean;
}

type Args = Record<string, string | number>;
const say = (key: MessageKey, args?: Args): Message => (args ? { key, args } : { key });
/** What an end sends at most where the other gives no MSS: RFC 9293 section 3.7.1. */
const DEFAULT_MSS = { v4: 536, v6: 1220 };
/** RFC 7323 section 2.3: a shift above 14 is used as 14. */
const MAX_SHIFT = 14;

export function options(pair: SynPair): VerdictOption[] {
  if (pair.client === null && pair.server === null) return [];
  return [
    mss(pair),
    scale(pair),
    sack(pair),
    stamps(pair),
    fastOpen(pair),
    ecn(pair),
    multipath(pair),
    ...others(pair),
  ].filter((row) => row !== null);
}

const YES = say('verdict.option.yes');
const offered = (is: boolean | undefined): Message | null => (is ? YES : null);

/** Why an option that takes both ends is not in force; null: nothing is missing, or it cannot be known. */
function missing(pair: SynPair, has: (look: SynLook) => boolean): Message | null {
  const { client, server, firstClient } = pair;
  if (client && firstClient && has(firstClient) && !has(client)) return say('verdict.option.note.dropped');
  if (client === null || server === null)
    return say(client === null ? 'verdict.option.note.noSyn' : 'verdict.option.note.noSynAck');
  if (has(client) && !has(server)) return say('verdict.option.note.serverLacks');
  if (!has(client) && has(server)) return say('verdict.option.note.unasked');
  return null;
}

function mss(pair: SynPair): VerdictOption {
  const { client, server, isV6 } = pair;
  const least = isV6 ? DEFAULT_MSS.v6 : DEFAULT_MSS.v4;
  const cell = (look: SynLook | null): Message | null =>
    look === null || look.mss === null ? null : say('verdict.option.bytes', { count: look.mss });
  const lacks = client?.mss === null || server?.mss === null;
  const both = client !== null && server !== null;
  return {
    name: say('verdict.option.mss'),
    client: cell(client),
    server: cell(server),
    inForce: both
      ? say('verdict.option.mss.inForce', { client: server.mss ?? least, server: client.mss ?? least })
      : say('verdict.option.unknown'),
    note: lacks
      ? say('verdict.option.note.mssAbsent', { count: least })
      : both && client.mss !== server.mss
        ? say('verdict.option.note.mssDiffers')
        : missing(pair, (look) => look.mss !== null),
  };
}

function scale(pair: SynPair): VerdictOption | null {
  const { client, server } = pair;
  const has = (look: SynLook): boolean => look.shift !== null;
  const shift = (look: SynLook | null): number | null =>
    look === null || look.shift === null ? null : Math.min(look.shift, MAX_SHIFT);
  const cell = (look: SynLook | null): Message | null => {
    const by = shift(look);
    return by === null ? null : say('verdict.option.factor', { factor: 2 ** by, shift: look?.shift ?? 0 });
  };
  if (![client, server, pair.firstClient].some((look) => look !== null && has(look))) return null;
  const [own, other] = [shift(client), shift(server)];
  return {
    name: say('verdict.option.scale'),
    client: cell(client),
    server: cell(server),
    inForce:
      own !== null && other !== null
        ? say('verdict.option.scale.inForce', { client: 2 ** own, server: 2 ** other })
        : client === null || server === null
          ? say('verdict.option.unknown')
          : say('verdict.option.off'),
    note:
      (client?.shift ?? 0) > MAX_SHIFT || (server?.shift ?? 0) > MAX_SHIFT
        ? say('verdict.option.note.shift')
        : missing(pair, has),
  };
}

/** A row of an option that is in force where both ends have it. */
function both(
  pair: SynPair,
  name: MessageKey,
  has: (look: SynLook) => boolean,
  cell: (look: SynLook) => Message | null = (look) => offered(has(look)),
): VerdictOption | null {
  const { client, server, firstClient } = pair;
  if (![client, server, firstClient].some((look) => look !== null && has(look))) return null;
  const known = client !== null && server !== null;
  return {
    name: say(name),
    client: client && cell(client),
    server: server && cell(server),
    inForce: say(
      known ? (has(client) && has(server) ? 'verdict.option.on' : 'verdict.option.off') : 'verdict.option.unknown',
    ),
    note: missing(pair, has),
  };
}

const sack = (pair: SynPair): VerdictOption | null => both(pair, 'verdict.option.sack', (look) => look.sackPermitted);
const stamps = (pair: SynPair): VerdictOption | null => both(pair, 'verdict.option.stamps', (look) => look.timestamps);

/** A cookie that is asked for opens nothing yet: the next connection brings it. */
function fastOpen(pair: SynPair): VerdictOption | null {
  const { client, server } = pair;
  const cell = (look: SynLook): Message | null =>
    look.fastOpen === null
      ? null
      : say(look.fastOpen === 'cookie' ? 'verdict.option.tfo.cookie' : 'verdict.option.tfo.request');
  const row = both(pair, 'verdict.option.tfo', (look) => look.fastOpen !== null, cell);
  if (row === null || client === null || server === null) return row;
  // data with a cookie is taken by its acknowledgement, not by an option: a SYN-ACK need not repeat the cookie
  if (client.fastOpen === 'cookie') return { ...row, inForce: say('verdict.option.tfo.sent'), note: null };
  return server.fastOpen === 'cookie' ? { ...row, inForce: say('verdict.option.tfo.granted') } : row;
}

/** An ECN-setup SYN has ECE and CWR, its answer ECE without CWR. */
function ecn(pair: SynPair): VerdictOption | null {
  const { client, server, firstClient } = pair;
  const asks = (look: SynLook | null): boolean => look !== null && look.ece && look.cwr;
  const agrees = server !== null && server.ece && !server.cwr;
  if (!asks(client) && !asks(firstClient) && !agrees) return null;
  const known = client !== null && server !== null;
  return {
    name: say('verdict.option.ecn'),
    client: asks(client) ? say('verdict.option.flags', { flags: 'ECE, CWR' }) : null,
    server: agrees ? say('verdict.option.flags', { flags: 'ECE' }) : null,
    inForce: say(
      known ? (asks(client) && agrees ? 'verdict.option.on' : 'verdict.option.off') : 'verdict.option.unknown',
    ),
    note:
      asks(firstClient) && client !== null && !asks(client)
        ? say('verdict.option.note.dropped')
        : known && asks(client) && !agrees
          ? say('verdict.option.note.serverLacks')
          : null,
  };
}

function multipath(pair: SynPair): VerdictOption | null {
  const cell = (look: SynLook): Message | null =>
    look.multipath === null
      ? null
      : say(look.multipath === 'join' ? 'verdict.option.mptcp.join' : 'verdict.option.yes');
  return both(pair, 'verdict.option.mptcp', (look) => look.multipath !== null, cell);
}

/** Options that no row of their own is for: by their number (IANA "TCP Option Kind Numbers"). */
function others({ client, server }: SynPair): VerdictOption[] {
  const kinds = [...new Set([...(client?.others ?? []), ...(server?.others ?? [])])].sort((x, y) => x - y);
  return kinds.map((kind) => ({
    name: say('verdict.option.kind', { kind }),
    client: offered(client?.others.includes(kind)),
    server: offered(server?.others.includes(kind)),
    inForce: say('verdict.option.unknown'),
    note: null,
  }));
}
