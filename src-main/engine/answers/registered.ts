// Names out of registers for what the window shows: makers of adapters and services of ports.
import { registry } from '../../dissect/protocols/registry';
import { serviceName, vendorName } from '../../dissect/values/registered-names';
import type { PacketDetail, TreeNode } from '../../ipc/contracts/engine-contract';
import type { FlowRow } from '../../ipc/flow-facts';
import type { FlowServices } from '../../ipc/contracts/names-contract';
import { u16 } from '../../wire/read';

/** Fields that are a port. */
const PORTS: ReadonlyMap<string, 'tcp' | 'udp'> = new Map([
  ['tcp.srcport', 'tcp'],
  ['tcp.dstport', 'tcp'],
  ['udp.srcport', 'udp'],
  ['udp.dstport', 'udp'],
] as const);

/** Notes beside addresses and ports of a tree what registers call them. */
export function addRegistered(nodes: readonly TreeNode[], sources: PacketDetail['sources']): void {
  for (const node of nodes) {
    const bytes = node.source < 0 ? undefined : sources[node.source]?.bytes;
    const name = bytes && nameOf(node, bytes);
    if (name !== undefined) node.registered = name;
    addRegistered(node.children, sources);
  }
}

function nameOf({ abbrev, at, len }: TreeNode, bytes: Uint8Array): string | undefined {
  const transport = PORTS.get(abbrev);
  if (transport && len === 2) return serviceName(transport, u16(bytes, at));
  return len === 6 && registry.field(abbrev)?.type === 'ether' ? vendorName(bytes, at) : undefined;
}

/** RFC 6335 section 6: ports below are for services; a client gets its port from above, so the name of that one says nothing. */
const SYSTEM_PORTS_END = 1024;

/** The services of both ends: of the client's port only where it is a service's, too. */
export function servicesOf({ kind, portA, portB }: Pick<FlowRow, 'kind' | 'portA' | 'portB'>): FlowServices {
  const isService = portA < SYSTEM_PORTS_END || portA === portB;
  return {
    serviceA: (isService ? serviceName(kind, portA) : undefined) ?? null,
    serviceB: serviceName(kind, portB) ?? null,
  };
}
