import { shell } from './client';

/** Shows a packet in a window of its own; of no packet (0) there is none. */
export async function openPacketWindow(frame: number): Promise<void> {
  if (frame > 0) await shell.request('openPacket', { frame });
}
