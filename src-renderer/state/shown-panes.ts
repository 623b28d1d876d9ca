// Whether parts of the packet page are shown that only have room in a window of some height, until somebody has chosen.
import { preferences } from './window';

const HIGH = 640;
const isHigh = (): boolean => window.innerHeight >= HIGH;

/** the explanation of the selected field, under the tree */
export const fieldHelpShown = (): boolean => preferences.isOn('field-help-shown', isHigh());
export const toggleFieldHelp = (): void => preferences.turn('field-help-shown', !fieldHelpShown());

/** the timeline of the selected packet, under the bytes */
export const packetTimelineShown = (): boolean => preferences.isOn('packet-timeline-shown', isHigh());
export const togglePacketTimeline = (): void => preferences.turn('packet-timeline-shown', !packetTimelineShown());
