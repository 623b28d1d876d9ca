// Every framing there is: how the messages of a protocol follow each other in a stream.
import type { Framing } from '../../wire/framing';
import { dnsFraming } from './dns-framing';
import { httpFraming } from './http/http-framing';
import { http2Framing } from './http2/http2-framing';
import { tlsFraming } from './tls-framing';

export const FRAMINGS: readonly Framing[] = [dnsFraming, httpFraming, http2Framing, tlsFraming];
