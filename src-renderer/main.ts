import { mount } from 'svelte';
import App from './App.svelte';
import { start } from './state/start';
import './styles/theme.css';
import './styles/base.css';
import './styles/kinds.css';
import './styles/contrast.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
await start();
mount(App, { target });
