// Ports of UDP that dissectors know, for the scan: a file apart from it, because a thread that only scans loads no dissector.
import { registry } from '../../dissect/protocols/registry';

/** All of them, in no order. */
export const knownUdpPorts = (): number[] => [...registry.keys('udp.port')];

/** Whether a protocol hangs below this port of UDP. */
export const isKnownUdpPort = (port: number): boolean => registry.find('udp.port', port) !== undefined;
