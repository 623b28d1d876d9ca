// Shows the page of what one follows, with this of the selected conversation.
import type { FollowLayer } from '../../../src-main/ipc/contracts/follow-contract';
import { t } from '../i18n.svelte';
import { toasts } from '../toasts.svelte';
import { follow, selection, session } from '../window';

/** @param frame a packet that belongs to the stream of HTTP/2; 0: the first stream */
export async function followLayer(layer: FollowLayer, frame: number): Promise<void> {
  try {
    const stream = layer === 'http2' && frame > 0 ? await follow.http2StreamOf(frame) : -1;
    if (layer === 'http2' && frame > 0 && stream < 0) toasts.show(t('follow.notHttp2'));
    follow.show(await selection.settledFlow());
    follow.lookAt(layer, stream);
    selection.showTab('follow');
  } catch (error) {
    session.report(error);
  }
}
