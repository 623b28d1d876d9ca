// Every protocol there is. A new one is added here, and says itself which numbers lead to it.
import type { Protocol } from '../protocol';
import { data } from './data';
import { eth } from './eth';
import { frame, packetComment } from './frame';
import { ipv4 } from './ipv4';

export const PROTOCOLS: readonly Protocol[] = [packetComment, frame, eth, ipv4, data];
