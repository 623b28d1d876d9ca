import type { MessageKey } from '../../../src-main/i18n/catalogue';
import type { ProfileInfo } from '../../../src-main/ipc/contracts/profile-contract';
import { t } from '../../state/i18n.svelte';

/** What the reader calls it, or what those that are always there are called. */
export const profileName = ({ id, name }: ProfileInfo): string => name ?? t(`profile.${id}` as MessageKey);
