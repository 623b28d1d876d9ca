// What differs from the default, in few words beside the Start button.
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import type { CaptureSettings } from '../../../src-main/ipc/contracts/capture-contract';
import { FIELDS, setFields } from './settings-form';

type Text = (key: MessageKey, args?: Record<string, string | number>) => string;

/** `stops after 1,000 packets · not promiscuous`, or nothing. */
export function settingsSummary(settings: CaptureSettings, t: Text): string {
  const parts = setFields(settings).map((id) => {
    const { get, unit } = FIELDS[id];
    return t(`live.summary.${id}`, { value: Math.max(1, Math.round((get(settings) ?? 0) / unit)) });
  });
  if (!settings.promiscuous) parts.push(t('live.summary.notPromiscuous'));
  return parts.join(' · ');
}
