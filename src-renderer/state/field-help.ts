// Whether the explanation of the selected field stands under the tree.
import { preferences } from './window';

/** from the start where the window has room for it */
const HIGH = 640;

export const fieldHelpShown = (): boolean => preferences.isOn('field-help-shown', window.innerHeight >= HIGH);
export const toggleFieldHelp = (): void => preferences.turn('field-help-shown', !fieldHelpShown());
