// Every protocol and field there is.
import { WS_FIELDS } from '../contract/verdict-fields';
import { Registry } from '../contract/registry';
import { FRAMINGS } from './framings';
import { PROTOCOLS } from './index';

export const registry = new Registry(PROTOCOLS, WS_FIELDS, FRAMINGS);
