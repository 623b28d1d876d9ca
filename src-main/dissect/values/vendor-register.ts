// IEEE's register of who makes adapters. The build puts the text itself in the place of this module (native/parts/registers.ts).
import register from 'oui-data' with { type: 'json' };
import { vendorText } from './registers';

export const VENDORS: string = vendorText(register);
