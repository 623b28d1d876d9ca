// The page of a packet's own window.
import { mount } from 'svelte';
import PacketWindow from './PacketWindow.svelte';
import { engine } from './state/client';
import { followTheme } from './state/theme.svelte';
import { preferences, selection, session } from './state/window';
import './styles/theme.css';
import './styles/base.css';
import './styles/kinds.css';
import './styles/contrast.css';

const target = document.getElementById('app');
if (!target) throw new Error('packet.html has no #app');
const frame = Number(new URLSearchParams(location.search).get('frame'));
window.addEventListener('unhandledrejection', (event) => session.report(event.reason));
engine.onConnect(() => selection.selectFrame(frame));
await preferences.load();
followTheme();
mount(PacketWindow, { target, props: { frame } });
