// Who made a report: name and version of this program.
import { productName, version } from '../../../../package.json';

export const reportMadeBy = (): string => `${productName} ${version}`;
