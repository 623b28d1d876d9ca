// The settings with which tshark and sharkd evaluate filters: a configuration folder of our own, the same for both.
// Protocols that Synscope does not dissect are switched off, so that both sides see the same fields (DIFFERENCES.md, "Filters").
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { ORACLE_PREFERENCES } from '../field-list';
import { CACHE } from '../tshark';

/**
 * What is a protocol to tshark and a part of one to us: EtherTypes, MPTCP's options, Ethernet in MPLS without a control word, what a
 * PKTAP header says of the link type behind it, link types that tshark leaves to its user, what it works out of a radio header; and the records of
 * ERF files, which are a format to us and a protocol to tshark.
 */
const PARTS = ['erf', 'ethertype', 'mptcp', 'pwethnocw', 'pcap_pktdata', 'user_dlt', 'wlan_radio'];

/** Preferences beside those of the comparison of fields. Names as with `tshark -n`. */
const MORE_PREFERENCES = ['tcp.desegment_tcp_streams:FALSE', 'nameres.mac_name:FALSE'];

const listing = (what: string): string =>
  execFileSync('tshark', ['-G', what], { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });

/** What tshark knows of fields and protocols. */
export interface TsharkFields {
  /** `FT_UINT16` by name, of fields and protocols; empty where the name has several types */
  readonly types: ReadonlyMap<string, string>;
  /** names of all protocols */
  readonly protocols: readonly string[];
  /** protocol of each field */
  readonly parents: ReadonlyMap<string, string>;
}

export function tsharkKnows(): TsharkFields {
  const types = new Map<string, string>();
  const parents = new Map<string, string>();
  for (const line of listing('fields').split('\n')) {
    const [kind, , abbrev, type, parent] = line.split('\t');
    if (kind === 'P') types.set(abbrev, 'FT_PROTOCOL');
    else if (kind === 'F') {
      types.set(abbrev, (types.get(abbrev) ?? type) === type ? type : '');
      parents.set(abbrev, parent);
    }
  }
  const names = listing('protocols').split('\n');
  const protocols = names.map((line) => line.split('\t')[2] ?? '').filter((name) => name !== '');
  return { types, protocols, parents };
}

/** A folder for XDG_CONFIG_HOME with the settings in it. Named by what is in it, so that it can be used again. */
export function settingsFolder({ protocols, parents }: TsharkFields): string {
  const ours = new Set(registry.protocols.map((protocol) => protocol.abbrev).concat(PARTS));
  for (const field of registry.fields()) ours.add(parents.get(field.abbrev) ?? '');
  const disabled = protocols.filter((name) => !ours.has(name) && !registry.field(name));
  const files: Record<string, string> = {
    disabled_protos: disabled.map((name) => `${name}\n`).join(''),
    preferences: [...ORACLE_PREFERENCES, ...MORE_PREFERENCES].map((text) => `${text.replace(':', ': ')}\n`).join(''),
  };
  const key = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const folder = join(CACHE, `settings-${key}`);
  const partial = `${folder}.${process.pid}`;
  mkdirSync(join(partial, 'wireshark'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(partial, 'wireshark', name), text);
  try {
    renameSync(partial, folder);
  } catch {
    rmSync(partial, { recursive: true, force: true }); // it is there already
  }
  return folder;
}
